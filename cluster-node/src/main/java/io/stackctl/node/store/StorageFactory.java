package io.stackctl.node.store;

import com.alipay.sofa.jraft.JRaftServiceFactory;
import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import com.alipay.sofa.jraft.storage.SnapshotStorage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The parts that jraft keeps its data with: its own log, encrypted and distrusted, its snapshots, and our vote. */
final class StorageFactory implements JRaftServiceFactory {
    private final JRaftServiceFactory standard = new DefaultJRaftServiceFactory();
    private final Sealings sealing;
    private final Trouble trouble;
    private final DiskSpace space;
    private @Nullable LogStorage log;

    StorageFactory(Sealings sealing, Trouble trouble, DiskSpace space) {
        this.sealing = sealing;
        this.trouble = trouble;
        this.space = space;
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions options) {
        log = new CheckedLogStorage(standard.createLogStorage(uri, options), trouble, space);
        return log;
    }

    /**
     * Lets go of the log of a node that failed to start. Such a node must not be shut down: it waits for ever for parts
     * that it never made.
     */
    void abandon() {
        if (log != null) {
            log.shutdown();
        }
    }

    /** Where the log begins, and where it ends. */
    long firstIndex() {
        return log == null ? 0 : log.getFirstLogIndex();
    }

    long lastIndex() {
        return log == null ? 0 : log.getLastLogIndex();
    }

    @Override
    public SnapshotStorage createSnapshotStorage(NodeOptions options) {
        return standard.createSnapshotStorage(options);
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions options) {
        return new VoteFile(Path.of(uri), trouble, space);
    }

    @Override
    public LogEntryCodecFactory createLogEntryCodecFactory() {
        return new LogEncryption(sealing, trouble);
    }
}
