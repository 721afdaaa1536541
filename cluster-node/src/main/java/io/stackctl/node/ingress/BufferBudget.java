package io.stackctl.node.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.stackctl.node.Limits;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what all connections together hold between the socket that they read and the one that they write. A thousand
 * slow downloads must not take the memory that the rest of the daemon lives on. Safe for all threads.
 */
final class BufferBudget implements RecvByteBufAllocator {
    /** Bytes of one read while the budget is spent: what every connection may hold then. */
    private static final int SMALL_READ_BYTES = 2048;

    private final AdaptiveRecvByteBufAllocator reads =
            new AdaptiveRecvByteBufAllocator(1024, 4096, Limits.INGRESS_READ_BYTES);
    private final AtomicLong held = new AtomicLong();
    private final long limit;

    BufferBudget(long limit) {
        this.limit = limit;
    }

    void take(int bytes) {
        held.addAndGet(bytes);
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }

    /** Bytes that one direction of a connection may hold now and still be read from. */
    int allowance() {
        return isSpent() ? 0 : Limits.INGRESS_BUFFER_BYTES;
    }

    private boolean isSpent() {
        return held.get() > limit;
    }

    @Override
    @SuppressWarnings("deprecation") // The interface asks for it; netty has no other that the transports take.
    public Handle newHandle() {
        return new SmallWhenSpent((ExtendedHandle) reads.newHandle());
    }

    private final class SmallWhenSpent extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle extended;

        SmallWhenSpent(ExtendedHandle extended) {
            super(extended);
            this.extended = extended;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return isSpent() ? allocator.ioBuffer(SMALL_READ_BYTES) : extended.allocate(allocator);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return extended.continueReading(maybeMore);
        }
    }
}
