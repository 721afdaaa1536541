package io.stackctl.node.agent;

import io.stackctl.cluster.TaskAddress;
import io.stackctl.node.docker.ContainerOrder.FileBind;
import io.stackctl.node.docker.ContainerRuntime.Created;
import io.stackctl.node.docker.Images;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.RuntimeFailure.Kind;
import io.stackctl.node.docker.SecretFiles.Placed;
import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.NetworkAttachment;
import io.stackctl.view.AssignedFile;
import io.stackctl.view.NetworkAssignment;
import io.stackctl.view.TaskAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way of one task from nothing to a container that only needs to be started. Each step may be taken again. */
final class Preparation {
    private final NodeTools tools;
    private final Runnable signal;
    private Optional<Images.Pull> pull = Optional.empty();
    private boolean pulled;

    /** {@code signal}: called when a wait is over. */
    Preparation(NodeTools tools, Runnable signal) {
        this.tools = tools;
        this.signal = signal;
    }

    /** How far it is. */
    sealed interface Progress {
        record Made(Created created) implements Progress {}

        /** Nothing to do before a signal or a new picture. */
        record Waits(String message) implements Progress {}
    }

    Progress step(TaskAssignment task) throws RuntimeFailure, InterruptedException {
        // Before anything that takes long: a task nobody can reach is no better for its image.
        var obstacle = tools.publications().obstacle(task.key().service());
        if (obstacle.isPresent()) {
            throw new RuntimeFailure(Kind.REFUSED, obstacle.get());
        }
        var networks = new ArrayList<NetworkAssignment>();
        for (var address : task.addresses()) {
            var network = tools.networks().find(address.network());
            if (network.isEmpty()) {
                return new Progress.Waits("waiting for network " + name(task, address));
            }
            tools.networks().ensure(network.get());
            networks.add(network.get());
        }
        var container = task.spec().container();
        if (!imageReady(container.image(), container.pull())) {
            return new Progress.Waits("pulling image " + container.image());
        }
        var resolvConf = ContainerOrders.resolvConf(task, networks);
        var placed = tools.files().place(task.key().task().value(), task.files(), resolvConf, tools.contents()::find);
        return switch (placed) {
            case Placed.Missing(var file) -> new Progress.Waits("waiting for the content of " + describe(file));
            case Placed.Ready(var binds) -> new Progress.Made(create(task, networks, binds));
        };
    }

    private static String name(TaskAssignment task, TaskAddress address) {
        var attached =
                task.spec().networks().stream().map(NetworkAttachment::network).toList();
        int place = task.addresses().indexOf(address);
        return place < attached.size() ? attached.get(place) : address.network().value();
    }

    private static String describe(AssignedFile file) {
        var kind = switch (file.content().kind()) {
            case SECRET -> "secret ";
            case CONFIG -> "config ";
        };
        return kind + file.reference().name();
    }

    private boolean imageReady(String image, PullPolicy policy) throws RuntimeFailure {
        if (pull.isPresent()) {
            if (!pull.get().done()) {
                return false;
            }
            var ended = pull.get();
            pull = Optional.empty();
            ended.check();
            pulled = true;
        }
        boolean due = policy == PullPolicy.ALWAYS && !pulled;
        if (!due && tools.images().present(image)) {
            return true;
        }
        if (policy == PullPolicy.NEVER) {
            throw new RuntimeFailure(Kind.REFUSED, "image " + image + " is not on this node, and is never pulled");
        }
        var started = tools.images().pull(image);
        pull = Optional.of(started);
        started.whenDone(signal);
        return false;
    }

    private Created create(TaskAssignment task, List<NetworkAssignment> networks, List<FileBind> binds)
            throws RuntimeFailure, InterruptedException {
        var template = new TaskTemplate(task, tools.owner().node(), tools.runtime()::describe);
        var order = ContainerOrders.of(task, tools.owner(), networks, binds, template);
        var complaint = MountRules.complaint(order.mounts());
        if (complaint.isPresent()) {
            throw new RuntimeFailure(Kind.REFUSED, complaint.get());
        }
        tools.starts().acquire();
        try {
            return tools.runtime().create(order);
        } finally {
            tools.starts().release();
        }
    }
}
