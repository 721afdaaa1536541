package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.stackctl.node.Limits;
import io.stackctl.wire.proto.LockHolderMessage;
import io.stackctl.wire.proto.LockStacksReply;
import io.stackctl.wire.proto.LockStacksRequest;
import java.util.Optional;
import java.util.TreeSet;

/** A client's claim on stacks, told how it stands for as long as the call lasts. */
final class StackLockCall implements Runnable {
    private final StackLocks locks;
    private final StackLocks.Claim claim;
    private final Outbox<LockStacksReply> outbox;

    private StackLockCall(StackLocks locks, StackLocks.Claim claim, Outbox<LockStacksReply> outbox) {
        this.locks = locks;
        this.claim = claim;
        this.outbox = outbox;
    }

    static StackLockCall of(
            LockStacksRequest message, StackLocks locks, ServerCallStreamObserver<LockStacksReply> observer)
            throws StatusException {
        if (message.getStacksCount() == 0 || message.getStacksCount() > Limits.LOCK_STACKS) {
            throw invalid("a lock is for 1 to " + Limits.LOCK_STACKS + " stacks");
        }
        if (message.getHolder().length() + message.getPurpose().length() > Limits.LOCK_HOLDER_TEXT) {
            throw invalid("the name of the lock's holder is too long");
        }
        var claim = locks.claim(new TreeSet<>(message.getStacksList()), message.getHolder(), message.getPurpose());
        return new StackLockCall(locks, claim, new Outbox<>(observer, () -> locks.end(claim)));
    }

    @Override
    public void run() {
        try {
            follow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            locks.end(claim);
            outbox.fail(Replies.noLeader());
        }
    }

    private void follow() throws InterruptedException {
        Optional<StackLocks.Standing> told = Optional.empty();
        while (!outbox.over()) {
            var now = locks.standing(claim);
            if (now instanceof StackLocks.Standing.Over) {
                return;
            }
            if (!told.equals(Optional.of(now)) && !outbox.send(reply(now), Limits.SEND_WAIT)) {
                return;
            }
            told = Optional.of(now);
            locks.await(claim, now, Limits.HEARTBEAT);
        }
    }

    private LockStacksReply reply(StackLocks.Standing standing) {
        return switch (standing) {
            case StackLocks.Standing.Waits(var holder) ->
                LockStacksReply.newBuilder()
                        .setWaitsFor(LockHolderMessage.newBuilder()
                                .setStack(holder.stack())
                                .setHolder(holder.who())
                                .setPurpose(holder.what())
                                .setSince(Nanos.of(holder.since())))
                        .build();
            case StackLocks.Standing.Granted(), StackLocks.Standing.Over() ->
                LockStacksReply.newBuilder().setToken(claim.token()).build();
        };
    }

    private static StatusException invalid(String sentence) {
        return Status.INVALID_ARGUMENT.withDescription(sentence).asException();
    }
}
