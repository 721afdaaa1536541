package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Ids;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.Task;
import io.stackctl.node.Limits;
import io.stackctl.view.StackPhase;
import io.stackctl.wire.proto.LogCancel;
import io.stackctl.wire.proto.LogLine;
import io.stackctl.wire.proto.LogOptions;
import io.stackctl.wire.proto.LogRequest;
import io.stackctl.wire.proto.LogsRequest;
import io.stackctl.wire.proto.ManagerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Serves one client's request for logs: finds the tasks, asks their nodes, and passes on what they send. */
final class TaskLogs {
    private final Publisher publisher;
    private final AgentService agents;
    private final LogBroker broker;
    private final Ids ids;

    TaskLogs(Publisher publisher, AgentService agents, LogBroker broker, Ids ids) {
        this.publisher = publisher;
        this.agents = agents;
        this.broker = broker;
        this.ids = ids;
    }

    /** Runs until the lines have ended or the client has gone. */
    void serve(LogsRequest request, Outbox<LogLine> client) {
        var id = ids.next();
        var problems = new ArrayList<String>();
        try (var subscription = broker.subscribe(id)) {
            var asked = ask(id, byNode(request), request.getOptions(), problems);
            try {
                forward(subscription, asked.size(), client, problems);
            } finally {
                cancel(id, asked);
            }
            finish(client, problems);
        } catch (StatusException e) {
            client.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            client.fail(Status.UNAVAILABLE
                    .withDescription("the manager is stopping")
                    .asException());
        }
    }

    private static void finish(Outbox<LogLine> client, List<String> problems) {
        if (problems.isEmpty()) {
            client.complete();
            return;
        }
        client.fail(Status.DATA_LOSS
                .withDescription("incomplete log stream: " + String.join("; ", problems))
                .asException());
    }

    private static void forward(
            LogBroker.Subscription subscription, int streams, Outbox<LogLine> client, List<String> problems)
            throws InterruptedException {
        int open = streams;
        while (open > 0 && !client.over()) {
            var event = subscription.next(Limits.HEARTBEAT);
            if (event.isEmpty()) {
                continue;
            }
            switch (event.get()) {
                case LogBroker.Event.Lines(var lines) -> {
                    for (var line : lines) {
                        if (!client.send(line, Limits.SEND_WAIT)) {
                            return;
                        }
                    }
                }
                case LogBroker.Event.Ended(var problem) -> {
                    problem.ifPresent(problems::add);
                    open--;
                }
            }
        }
    }

    private List<AgentSession> ask(String id, Map<NodeId, List<Task>> tasks, LogOptions options, List<String> problems)
            throws InterruptedException {
        var asked = new ArrayList<AgentSession>();
        for (var entry : tasks.entrySet()) {
            var request = LogRequest.newBuilder().setId(id).setOptions(options);
            entry.getValue().forEach(task -> request.addTaskIds(task.id().value()));
            var session = agents.session(entry.getKey());
            if (session.isPresent()
                    && session.get()
                            .send(ManagerMessage.newBuilder().setLogs(request).build())) {
                asked.add(session.get());
            } else {
                problems.add("node " + hostname(entry.getKey()) + " is not available");
            }
        }
        return asked;
    }

    private static void cancel(String id, List<AgentSession> asked) throws InterruptedException {
        for (var session : asked) {
            session.send(ManagerMessage.newBuilder()
                    .setCancelLogs(LogCancel.newBuilder().setId(id))
                    .build());
        }
    }

    private String hostname(NodeId id) {
        return publisher
                .state()
                .nodes()
                .get(id)
                .map(node -> node.description().hostname())
                .orElse(id.value());
    }

    private Map<NodeId, List<Task>> byNode(LogsRequest request) throws StatusException {
        var state = publisher.state();
        var byNode = new TreeMap<NodeId, List<Task>>();
        for (var task : targets(state, request)) {
            task.node()
                    .ifPresent(node ->
                            byNode.computeIfAbsent(node, _ -> new ArrayList<>()).add(task));
        }
        return byNode;
    }

    private static List<Task> targets(ClusterState state, LogsRequest request) throws StatusException {
        if (!request.getStack().isEmpty()) {
            var stack = StackPhase.find(state, request.getStack(), true)
                    .orElseThrow(() -> Replies.notFound("no such stack: " + request.getStack()));
            return StackPhase.services(state, stack).stream()
                    .flatMap(service -> tasksOf(state, service).stream())
                    .toList();
        }
        var tasks = new ArrayList<Task>();
        for (var target : request.getTargetsList()) {
            var service = Lookup.service(state, target);
            if (service.isPresent()) {
                tasks.addAll(tasksOf(state, service.get()));
            } else {
                tasks.add(
                        task(state, target).orElseThrow(() -> Replies.notFound("no such task or service: " + target)));
            }
        }
        return tasks;
    }

    private static List<Task> tasksOf(ClusterState state, Service service) {
        return state.tasks().of(service.id()).values().toList();
    }

    private static Optional<Task> task(ClusterState state, String idPrefix) {
        var found = state.tasks()
                .values()
                .filter(task -> task.id().value().startsWith(idPrefix))
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
