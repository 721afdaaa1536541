package io.stackctl.node.agent;

import io.stackctl.wire.proto.AgentMessage;
import io.stackctl.wire.proto.LogChunk;
import io.stackctl.wire.proto.ManagerMessage;
import io.stackctl.wire.proto.Standing;
import java.util.Optional;

/** The way from an agent to a manager. */
public interface ManagerLink {
    /** Opens a session with some manager. Opening may succeed before the manager is reached. */
    Session open() throws LinkBroken;

    /** Opens a stream for the lines of one log request. */
    LogSink publishLogs() throws LinkBroken;

    /** An open session. One thread sends, another receives. */
    interface Session extends AutoCloseable {
        void send(AgentMessage message) throws LinkBroken, InterruptedException;

        /** Waits for the next message; empty when the manager ended the session. */
        Optional<ManagerMessage> receive() throws LinkBroken, InterruptedException;

        /** The manager says what the node is to the cluster, and where the managers are. */
        default void told(Standing standing) {}

        /** Nothing more will be sent. */
        void finish();

        /** Ends the session at once; from any thread. */
        @Override
        void close();
    }

    /** Takes lines; blocks while the manager is slower than we are. */
    interface LogSink extends AutoCloseable {
        /** False when nobody wants them any more. */
        boolean send(LogChunk chunk) throws LinkBroken, InterruptedException;

        /** Nothing more will be sent; waits until the manager has taken all. */
        void finish() throws LinkBroken, InterruptedException;

        @Override
        void close();
    }

    /** The manager cannot be reached, or turned us away; the message says which. */
    final class LinkBroken extends Exception {
        private static final long serialVersionUID = 1;

        public LinkBroken(String message, Throwable cause) {
            super(message, cause);
        }

        public LinkBroken(String message) {
            super(message);
        }
    }
}
