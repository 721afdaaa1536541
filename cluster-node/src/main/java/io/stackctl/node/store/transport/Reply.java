package io.stackctl.node.store.transport;

import com.alipay.sofa.jraft.rpc.Connection;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.google.protobuf.Message;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way back to a caller. {@code from} is the caller's name, for jraft's log lines. */
record Reply(Consumer<Message> replies, String from) implements RpcContext {
    @Override
    public void sendResponse(Object reply) {
        replies.accept((Message) reply);
    }

    /** jraft keeps the order of its requests by connection; ours is the order of the stream. */
    @Override
    public @Nullable Connection getConnection() {
        return null;
    }

    @Override
    public String getRemoteAddress() {
        return from;
    }
}
