package io.stackctl.node;

import io.grpc.BindableService;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.stackctl.wire.ProblemTrailer;
import io.stackctl.wire.proto.AgentsGrpc;
import io.stackctl.wire.proto.ControlGrpc;
import io.stackctl.wire.proto.Problem;
import io.stackctl.wire.proto.ProblemKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The services of a cluster, on a daemon that may join one later: until then each call is told what to do. A daemon that
 * is starting answers that it is: whether it has a cluster, it does not know yet.
 */
final class SwitchedServices extends HandlerRegistry {
    private static final String NO_CLUSTER =
            "This node is not a swarm manager. Use \"stackctl swarm init\" or \"stackctl swarm join\" to connect this"
                    + " node to swarm and try again.";

    private static final String WORKER =
            "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run"
                    + " this command on a manager node or promote the current node to a manager.";

    private static final String STARTING = "the daemon is starting and does not know its cluster yet; try again";

    private final Map<String, ServerMethodDefinition<?, ?>> refusals = new ConcurrentHashMap<>();
    private final Map<String, ServerMethodDefinition<?, ?>> methods = new ConcurrentHashMap<>();

    static final String LOCKED = "Swarm is encrypted and needs to be unlocked before it can be used. Please use"
            + " \"stackctl swarm unlock\" to unlock it.";

    private volatile boolean starting = true;
    private volatile boolean locked;
    private volatile boolean worker;

    SwitchedServices() {
        for (ServiceDescriptor service :
                List.of(ControlGrpc.getServiceDescriptor(), AgentsGrpc.getServiceDescriptor())) {
            for (var method : service.getMethods()) {
                refusals.put(method.getFullMethodName(), refusing(method));
            }
        }
    }

    void open(List<BindableService> services) {
        for (var service : services) {
            service.bindService()
                    .getMethods()
                    .forEach(method -> methods.put(method.getMethodDescriptor().getFullMethodName(), method));
        }
        // Last: as long as a method is missing, it is still on its way.
        starting = false;
        worker = false;
        locked = false;
    }

    /** The node belongs to a cluster, and others manage it. */
    void shutOfWorker() {
        shut();
        worker = true;
    }

    /** As at the start: the node knows its cluster, and is on its way to another part in it. */
    void startAgain() {
        starting = true;
        locked = false;
        methods.clear();
    }

    /** The node has a cluster, and what it knows of it cannot be read. */
    void lock() {
        shut();
        locked = true;
    }

    void shut() {
        starting = false;
        worker = false;
        locked = false;
        methods.clear();
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        var open = methods.get(name);
        return open != null ? open : refusals.get(name);
    }

    private <Q, R> ServerMethodDefinition<Q, R> refusing(MethodDescriptor<Q, R> method) {
        ServerCallHandler<Q, R> refusal = (ServerCall<Q, R> call, Metadata _) -> {
            var trailers = new Metadata();
            // It may have been opened since it was looked up.
            if (starting || methods.containsKey(method.getFullMethodName())) {
                call.close(Status.UNAVAILABLE.withDescription(STARTING), trailers);
                return new ServerCall.Listener<>() {};
            }
            if (locked) {
                call.close(Status.FAILED_PRECONDITION.withDescription(LOCKED), trailers);
                return new ServerCall.Listener<>() {};
            }
            trailers.put(
                    ProblemTrailer.KEY,
                    Problem.newBuilder()
                            .setKind(
                                    worker
                                            ? ProblemKind.PROBLEM_KIND_NOT_A_MANAGER
                                            : ProblemKind.PROBLEM_KIND_NO_CLUSTER)
                            .build());
            call.close(Status.FAILED_PRECONDITION.withDescription(worker ? WORKER : NO_CLUSTER), trailers);
            return new ServerCall.Listener<>() {};
        };
        return ServerMethodDefinition.create(method, refusal);
    }
}
