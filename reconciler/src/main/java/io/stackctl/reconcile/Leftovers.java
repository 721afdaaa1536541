package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.spec.Ipv4Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Objects that nothing refers to any more. */
final class Leftovers {
    private Leftovers() {}

    /** Specs that neither a service, nor a task, nor a kept revision of a stack needs. */
    static void specs(Draft draft) {
        var unused = new ArrayList<SpecKey>();
        var kept = new TreeMap<ServiceId, SortedSet<SpecKey>>();
        draft.state().specs().forEach((key, _) -> {
            if (draft.looksAt(key.service())
                    && !kept.computeIfAbsent(key.service(), id -> inUse(draft, id))
                            .contains(key)) {
                unused.add(key);
            }
        });
        if (unused.isEmpty()) {
            return;
        }
        var revisions = inRevisions(draft);
        for (var key : unused) {
            if (!revisions.contains(key)) {
                draft.put(new Change.RemoveSpec(key));
            }
        }
    }

    private static SortedSet<SpecKey> inUse(Draft draft, ServiceId id) {
        var keys = new TreeSet<SpecKey>();
        draft.state().services().get(id).ifPresent(service -> {
            keys.add(service.spec());
            service.previous().ifPresent(version -> keys.add(new SpecKey(id, version)));
        });
        for (var task : draft.state().tasks().of(id)) {
            keys.add(task.spec());
        }
        return keys;
    }

    private static SortedSet<SpecKey> inRevisions(Draft draft) {
        var keys = new TreeSet<SpecKey>();
        for (var stack : draft.state().stacks()) {
            if (!stack.removing()) {
                stack.revisions()
                        .forEach(revision -> keys.addAll(revision.services().values()));
            }
        }
        return keys;
    }

    /** Networks on their way out, when the last task on them has ended; and gateways of nodes that are gone. */
    static void networks(Draft draft) {
        var inUse = new TreeSet<NetworkId>();
        boolean looked = false;
        for (var network : draft.state().networks()) {
            var stack = network.stack().flatMap(draft.state().stacks()::get);
            boolean ownerLeft =
                    network.stack().isPresent() && stack.map(Stack::removing).orElse(true);
            if (network.removing() || ownerLeft) {
                if (!looked) {
                    collect(draft, inUse);
                    looked = true;
                }
                boolean wanted =
                        stack.isPresent() && hasServices(draft, stack.get().id());
                if (!inUse.contains(network.id()) && !(ownerLeft && wanted)) {
                    draft.put(new Change.RemoveNetwork(network.id()));
                }
            } else {
                dropGateways(draft, network);
            }
        }
        if (looked) {
            draft.sweepAgain();
        }
    }

    private static void collect(Draft draft, SortedSet<NetworkId> inUse) {
        for (var tasks : draft.state().tasks().byService()) {
            for (var task : tasks) {
                if (task.alive()) {
                    task.addresses().forEach(given -> inUse.add(given.network()));
                }
            }
        }
    }

    private static void dropGateways(Draft draft, Network network) {
        boolean stale = false;
        for (var node : network.gateways().keySet()) {
            stale |= !draft.state().nodes().contains(node);
        }
        if (stale) {
            SortedMap<NodeId, Ipv4Address> left = new TreeMap<>(network.gateways());
            left.keySet().removeIf(node -> !draft.state().nodes().contains(node));
            draft.put(new Change.PutNetwork(network.with(left, network.lastGiven())));
        }
    }

    /** Stacks on their way out, when the last of their services is gone; what they own goes with them. */
    static void stacks(Draft draft) {
        for (var stack : draft.state().stacks()) {
            if (!stack.removing()) {
                continue;
            }
            draft.sweepAgain();
            var owned = Optional.of(stack.id());
            boolean networks =
                    draft.state().networks().values().anyMatch(it -> it.stack().equals(owned));
            if (networks || hasServices(draft, stack.id())) {
                continue;
            }
            var changes = new ArrayList<Change>();
            changes.add(new Change.RemoveStack(stack.id()));
            for (var secret : draft.state().secrets()) {
                if (secret.stack().equals(owned)) {
                    changes.add(new Change.RemoveSecret(secret.id()));
                }
            }
            for (var config : draft.state().configs()) {
                if (config.stack().equals(owned)) {
                    changes.add(new Change.RemoveConfig(config.id()));
                }
            }
            draft.put(changes);
        }
    }

    private static boolean hasServices(Draft draft, StackId stack) {
        for (var service : draft.state().services()) {
            if (service.stack().equals(Optional.of(stack))) {
                return true;
            }
        }
        return false;
    }

    /** Contents of stacks that no kept revision and no spec refers to, after a while: a deploy may be about to. */
    static void contents(Draft draft) {
        var references = new References(draft);
        for (var secret : draft.state().secrets()) {
            if (secret.stack().isPresent() && ripe(draft, secret.createdAt()) && !references.to(secret)) {
                draft.put(new Change.RemoveSecret(secret.id()));
            }
        }
        for (var config : draft.state().configs()) {
            if (config.stack().isPresent() && ripe(draft, config.createdAt()) && !references.to(config)) {
                draft.put(new Change.RemoveConfig(config.id()));
            }
        }
    }

    private static boolean ripe(Draft draft, Instant createdAt) {
        var when = createdAt.plus(Limits.UNUSED_CONTENT_AGE);
        if (draft.now().isBefore(when)) {
            draft.wakeAt(when);
            return false;
        }
        return true;
    }

    /** Answers that no client will ask for again. */
    static void requests(Draft draft) {
        draft.state().requests().forEach((id, answered) -> {
            var when = answered.at().plus(Limits.REQUEST_AGE);
            if (draft.now().isBefore(when)) {
                draft.wakeAt(when);
            } else {
                draft.put(new Change.RemoveAnswer(id));
            }
        });
    }
}
