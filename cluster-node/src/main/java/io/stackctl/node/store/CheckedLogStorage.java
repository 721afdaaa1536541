package io.stackctl.node.store;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log storage that is not believed: an entry that stands at another place than it was written for, or one that could
 * not be written, is told as trouble. jraft would go on in some of these cases, or stop without saying why.
 */
final class CheckedLogStorage implements LogStorage {
    private final LogStorage storage;
    private final Trouble trouble;
    private final DiskSpace space;
    private boolean opened;

    CheckedLogStorage(LogStorage storage, Trouble trouble, DiskSpace space) {
        this.storage = storage;
        this.trouble = trouble;
        this.space = space;
    }

    @Override
    public boolean init(LogStorageOptions options) {
        opened = storage.init(options);
        return opened;
    }

    @Override
    public void shutdown() {
        if (opened) {
            storage.shutdown();
            opened = false;
        }
    }

    @Override
    public long getFirstLogIndex() {
        return storage.getFirstLogIndex();
    }

    @Override
    public long getLastLogIndex() {
        return storage.getLastLogIndex();
    }

    @Override
    public @Nullable LogEntry getEntry(long index) {
        var entry = storage.getEntry(index);
        if (entry != null && entry.getId().getIndex() != index) {
            throw trouble.failing(new StoreException(
                    "the log is damaged: entry " + entry.getId().getIndex() + " lies in the place of entry " + index));
        }
        return entry;
    }

    @Override
    @Deprecated
    public long getTerm(long index) {
        var entry = getEntry(index);
        return entry == null ? 0 : entry.getId().getTerm();
    }

    @Override
    public boolean appendEntry(LogEntry entry) {
        return written(storage.appendEntry(entry));
    }

    @Override
    public int appendEntries(List<LogEntry> entries) {
        int count = storage.appendEntries(entries);
        written(count == entries.size());
        return count;
    }

    @Override
    public boolean truncatePrefix(long firstIndexKept) {
        return written(storage.truncatePrefix(firstIndexKept));
    }

    @Override
    public boolean truncateSuffix(long lastIndexKept) {
        return written(storage.truncateSuffix(lastIndexKept));
    }

    @Override
    public boolean reset(long nextLogIndex) {
        return written(storage.reset(nextLogIndex));
    }

    private boolean written(boolean done) {
        if (!done) {
            trouble.report(space.explain("the log cannot be written"));
        }
        return done;
    }
}
