package io.stackctl.node.trust;

import io.grpc.HandlerRegistry;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a node's port serves at this moment. */
final class PortServices extends HandlerRegistry {
    private final Map<String, ServerMethodDefinition<?, ?>> methods = new ConcurrentHashMap<>();

    void add(ServerServiceDefinition service) {
        service.getMethods()
                .forEach(method -> methods.put(method.getMethodDescriptor().getFullMethodName(), method));
    }

    List<String> names() {
        return methods.keySet().stream().sorted().toList();
    }

    void clear() {
        methods.clear();
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        return methods.get(name);
    }
}
