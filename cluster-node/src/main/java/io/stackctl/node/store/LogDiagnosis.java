package io.stackctl.node.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Finds out why raft did not start; it says only that it did not, and writes the cause to its log. */
final class LogDiagnosis {
    private LogDiagnosis() {}

    static StoreException of(DataFolder folder, DiskSpace space) {
        try (var options = RocksSettings.database();
                var columns = RocksSettings.columns()) {
            var families = List.of(
                    new ColumnFamilyDescriptor("Configuration".getBytes(StandardCharsets.US_ASCII), columns),
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, columns));
            open(options, folder.logFolder(), families);
            return space.explain("raft cannot start");
        } catch (RocksDBException failed) {
            return new StoreException(
                    "the log in " + folder.logFolder() + " cannot be opened: " + failed.getMessage()
                            + ". Restore the data folder from a copy, or empty it and join the cluster again",
                    failed);
        }
    }

    private static void open(DBOptions options, Path log, List<ColumnFamilyDescriptor> families)
            throws RocksDBException {
        var handles = new ArrayList<ColumnFamilyHandle>();
        var database = RocksDB.openReadOnly(options, log.toString(), families, handles);
        handles.forEach(ColumnFamilyHandle::close);
        database.close();
    }
}
