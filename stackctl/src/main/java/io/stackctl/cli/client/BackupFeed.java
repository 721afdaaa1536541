package io.stackctl.cli.client;

import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.stackctl.wire.proto.BackupPart;
import java.io.IOException;
import java.io.OutputStream;

/** A backup as it comes. */
public final class BackupFeed implements AutoCloseable {
    private final BlockingClientCall<?, BackupPart> call;

    BackupFeed(BlockingClientCall<?, BackupPart> call) {
        this.call = call;
    }

    /** What it holds; asked once, before the content. */
    public DisasterClient.Label label() throws ClusterException, InterruptedException {
        try {
            var first = call.read();
            if (first == null || !first.hasLabel()) {
                throw new ClusterException(
                        ClusterException.Reason.OTHER, "the manager does not say what the backup holds");
            }
            return DisasterClient.label(first.getLabel());
        } catch (StatusException failure) {
            throw Calls.of(failure);
        }
    }

    /**
     * Writes all of it; when this returns, it is whole.
     *
     * @return its bytes
     * @throws IOException it cannot be written
     */
    public long writeTo(OutputStream output) throws ClusterException, IOException, InterruptedException {
        long written = 0;
        try {
            for (var part = call.read(); part != null; part = call.read()) {
                part.getContent().writeTo(output);
                written += part.getContent().size();
            }
            return written;
        } catch (StatusException failure) {
            throw Calls.of(failure);
        }
    }

    @Override
    public void close() {
        call.cancel("no longer of interest", null);
    }
}
