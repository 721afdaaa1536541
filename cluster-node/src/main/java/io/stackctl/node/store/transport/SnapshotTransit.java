package io.stackctl.node.store.transport;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * What happens to the files of a snapshot between two managers. Each keeps its own key, so the sender opens what only it
 * can open, and the receiver seals it again before it is written; in between is the encrypted connection.
 */
public interface SnapshotTransit {
    /** A piece of a file that this manager gives away; empty when it cannot be read here. */
    Optional<ByteString> leaving(String file, long offset, ByteString piece);

    /** A piece of a file that another manager gave; empty when it is none. */
    Optional<ByteString> arriving(String file, long offset, ByteString piece);
}
