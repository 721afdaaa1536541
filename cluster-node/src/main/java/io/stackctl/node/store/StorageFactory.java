package io.stackctl.node.store;

import com.alipay.sofa.jraft.JRaftServiceFactory;
import com.alipay.sofa.jraft.core.DefaultJRaftServiceFactory;
import com.alipay.sofa.jraft.entity.codec.LogEntryCodecFactory;
import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RaftOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import com.alipay.sofa.jraft.storage.RaftMetaStorage;
import com.alipay.sofa.jraft.storage.SnapshotStorage;

/** The parts that jraft keeps its data with: its own, with our encryption and our distrust around the log. */
final class StorageFactory implements JRaftServiceFactory {
    private final JRaftServiceFactory standard = new DefaultJRaftServiceFactory();
    private final Sealing sealing;
    private final Trouble trouble;
    private final DiskSpace space;

    StorageFactory(Sealing sealing, Trouble trouble, DiskSpace space) {
        this.sealing = sealing;
        this.trouble = trouble;
        this.space = space;
    }

    @Override
    public LogStorage createLogStorage(String uri, RaftOptions options) {
        return new CheckedLogStorage(standard.createLogStorage(uri, options), trouble, space);
    }

    @Override
    public SnapshotStorage createSnapshotStorage(NodeOptions options) {
        return standard.createSnapshotStorage(options);
    }

    @Override
    public RaftMetaStorage createRaftMetaStorage(String uri, RaftOptions options) {
        return standard.createRaftMetaStorage(uri, options);
    }

    @Override
    public LogEntryCodecFactory createLogEntryCodecFactory() {
        return new LogEncryption(sealing, trouble);
    }
}
