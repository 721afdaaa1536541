package io.stackctl.node;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.StreamObserver;
import io.stackctl.node.store.StoreException;
import io.stackctl.wire.proto.RestoreClusterReply;
import io.stackctl.wire.proto.RestoreClusterRequest;
import io.stackctl.wire.proto.RestoreOptionsMessage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backup that comes in piece by piece. It waits in a file, sealed as it came; the file is gone when the call ends. */
final class RestoreUpload implements StreamObserver<RestoreClusterRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreUpload.class);

    /** What is done with the backup once it is here. */
    interface Restore {
        /** Refuses before anything is read, when this machine has a cluster. */
        void check() throws StatusException, InterruptedException;

        RestoreClusterReply run(Path backup, RestoreOptionsMessage options)
                throws StoreException, StatusException, InterruptedException;
    }

    private final Path file;
    private final Restore restore;
    private final StreamObserver<RestoreClusterReply> observer;
    private Optional<RestoreOptionsMessage> options = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();
    private long received;
    private boolean over;

    /** {@code file}: where the backup waits; one that an earlier call left is replaced. */
    RestoreUpload(Path file, Restore restore, StreamObserver<RestoreClusterReply> observer) {
        this.file = file;
        this.restore = restore;
        this.observer = observer;
    }

    @Override
    public void onNext(RestoreClusterRequest part) {
        if (over) {
            return;
        }
        try {
            switch (part.getPartCase()) {
                case OPTIONS -> begin(part.getOptions());
                case CONTENT -> take(part.getContent().asReadOnlyByteBuffer());
                case PART_NOT_SET -> throw invalid("the tool sent a message that this daemon does not know");
            }
        } catch (StatusException refused) {
            fail(refused);
        } catch (IOException failure) {
            fail(Status.RESOURCE_EXHAUSTED
                    .withDescription("cannot keep the backup in " + file + ": " + failure.getMessage())
                    .asException());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            fail(Status.UNAVAILABLE.withDescription("the daemon is stopping").asException());
        }
    }

    private void begin(RestoreOptionsMessage said) throws StatusException, IOException, InterruptedException {
        if (options.isPresent()) {
            throw invalid("the options of a restore come once");
        }
        restore.check();
        options = Optional.of(said);
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        Files.deleteIfExists(file);
        channel = Optional.of(FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    private void take(java.nio.ByteBuffer piece) throws StatusException, IOException {
        var to = channel.orElseThrow(() -> invalid("a restore begins with its options"));
        received += piece.remaining();
        if (received > DisasterLimits.BACKUP_BYTES) {
            throw invalid("the backup has more than " + DisasterLimits.BACKUP_BYTES + " bytes");
        }
        while (piece.hasRemaining()) {
            to.write(piece);
        }
    }

    private static StatusException invalid(String sentence) {
        return Status.INVALID_ARGUMENT.withDescription(sentence).asException();
    }

    @Override
    public void onCompleted() {
        if (over) {
            return;
        }
        try {
            var said = options.orElseThrow(() -> invalid("a restore begins with its options"));
            var reply = restore.run(file, said);
            over = true;
            observer.onNext(reply);
            observer.onCompleted();
        } catch (StatusException refused) {
            fail(refused);
        } catch (StoreException failure) {
            fail(Status.FAILED_PRECONDITION
                    .withDescription(failure.getMessage())
                    .asException());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            fail(Status.UNAVAILABLE.withDescription("the daemon is stopping").asException());
        } finally {
            discard();
        }
    }

    @Override
    public void onError(Throwable gone) {
        over = true;
        discard();
    }

    private void fail(StatusException why) {
        over = true;
        discard();
        observer.onError(why);
    }

    private void discard() {
        try {
            if (channel.isPresent()) {
                channel.get().close();
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            LOG.warn("cannot remove {}: {}", file, failure.getMessage());
        }
    }
}
