package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What operators want of nodes. */
final class NodeRequests {
    private NodeRequests() {}

    /** {@code id}: of the node, in full. {@code changed}: it was not so before. */
    record Changed(String id, boolean changed) {}

    private static <T> Request.Planned<T> refused(Refusal.Kind kind, String sentence) {
        return new Request.Planned.Refused<>(Refusal.of(kind, sentence));
    }

    private static String notFound(String name) {
        return "node " + name + " not found";
    }

    /** Empty: stays as it is. */
    record Update(
            RequestId id,
            String node,
            Optional<Node.Availability> availability,
            Optional<Node.Role> role,
            Map<String, String> addLabels,
            List<String> removeLabels)
            implements Request<Changed> {
        Update {
            addLabels = io.stackctl.spec.Immutable.sorted(addLabels);
            removeLabels = List.copyOf(removeLabels);
        }

        @Override
        public String reason() {
            return "update of node " + node;
        }

        @Override
        public Planned<Changed> plan(ClusterState state, Context context) {
            var found = Lookup.node(state, node);
            if (found.isEmpty()) {
                return refused(Refusal.Kind.NOT_FOUND, notFound(node));
            }
            var before = found.get();
            if (role.equals(Optional.of(Node.Role.WORKER)) && isLastManager(state, before)) {
                return refused(Refusal.Kind.CONFLICT, "attempting to demote the last manager of the swarm");
            }
            if (role.equals(Optional.of(Node.Role.MANAGER)) && before.role() != Node.Role.MANAGER) {
                var tooOld = Formats.tooOld(state, before);
                if (tooOld.isPresent()) {
                    return refused(Refusal.Kind.CONFLICT, tooOld.get());
                }
            }
            var labels = new TreeMap<>(before.labels());
            for (var label : removeLabels) {
                if (labels.remove(label) == null) {
                    return refused(Refusal.Kind.INVALID, "key " + label + " doesn't exist in node's labels");
                }
            }
            labels.putAll(addLabels);
            var now = context.now();
            var after = before.with(availability.orElse(before.availability()), now)
                    .with(role.orElse(before.role()), now)
                    .with(labels, now);
            boolean changed = !after.with(before.status(), before.updatedAt()).equals(before);
            List<Change> changes = changed ? List.of(new Change.PutNode(after)) : List.of();
            return new Planned.Accepted<>(changes, _ -> new Changed(before.id().value(), changed));
        }

        @Override
        public Changed again(Answered answered) {
            return new Changed(node, true);
        }
    }

    private static boolean isLastManager(ClusterState state, Node node) {
        return node.role() == Node.Role.MANAGER
                && state.nodes()
                                .values()
                                .filter(other -> other.role() == Node.Role.MANAGER)
                                .count()
                        == 1;
    }

    /** Takes a node out of the cluster; its certificate is good for nothing from then on. */
    record Remove(RequestId id, String node, boolean force) implements Request<String> {
        @Override
        public String reason() {
            return "removal of node " + node;
        }

        @Override
        public Planned<String> plan(ClusterState state, Context context) {
            var found = Lookup.node(state, node);
            if (found.isEmpty()) {
                return refused(Refusal.Kind.NOT_FOUND, notFound(node));
            }
            var gone = found.get();
            if (gone.role() == Node.Role.MANAGER) {
                return refused(
                        Refusal.Kind.CONFLICT,
                        "node " + gone.id() + " is a cluster manager and is a member of the raft cluster. It must be"
                                + " demoted to worker before removal");
            }
            if (gone.status().state() == Node.State.READY && !force) {
                return refused(Refusal.Kind.CONFLICT, "node " + gone.id() + " is not down and can't be removed");
            }
            return new Planned.Accepted<>(
                    List.of(new Change.RemoveNode(gone.id())), _ -> gone.id().value());
        }

        @Override
        public String again(Answered answered) {
            return node;
        }
    }
}
