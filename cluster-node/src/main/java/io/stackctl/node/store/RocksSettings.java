package io.stackctl.node.store;

import com.alipay.sofa.jraft.storage.impl.RocksDBLogStorage;
import com.alipay.sofa.jraft.util.StorageOptionsFactory;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB keeps the log: small, because entries are read again only at a start, and strict. A record at the end
 * that a crash cut off is dropped, for it was never acknowledged; a damaged one anywhere else stops the start, where
 * RocksDB's default would silently forget all that follows it. That mode excludes recycled log files.
 */
final class RocksSettings {
    private static final long MEBIBYTE = 1 << 20;

    static {
        RocksDB.loadLibrary();
        StorageOptionsFactory.registerRocksDBOptions(RocksDBLogStorage.class, database());
        StorageOptionsFactory.registerRocksDBColumnFamilyOptions(RocksDBLogStorage.class, columns());
        StorageOptionsFactory.registerRocksDBTableFormatConfig(RocksDBLogStorage.class, table());
    }

    private RocksSettings() {}

    /** Makes sure that they hold for every log of this process; registering them is this class's initialisation. */
    static void register() {}

    static DBOptions database() {
        return new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
                .setParanoidChecks(true)
                .setMaxOpenFiles(256)
                .setMaxBackgroundJobs(2)
                .setMaxTotalWalSize(32 * MEBIBYTE)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(MEBIBYTE)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
    }

    static ColumnFamilyOptions columns() {
        return new ColumnFamilyOptions()
                .setWriteBufferSize(4 * MEBIBYTE)
                .setMaxWriteBufferNumber(2)
                .setTargetFileSizeBase(8 * MEBIBYTE)
                .setMaxBytesForLevelBase(32 * MEBIBYTE)
                // Sealed bytes do not shrink.
                .setCompressionType(CompressionType.NO_COMPRESSION);
    }

    private static BlockBasedTableConfig table() {
        return new BlockBasedTableConfig().setBlockCache(new LRUCache(MEBIBYTE)).setBlockSize(16 * 1024);
    }
}
