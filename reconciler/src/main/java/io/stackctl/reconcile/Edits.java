package io.stackctl.reconcile;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.Task;
import io.stackctl.cluster.TaskKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a draft has written so far, by key. The reconciler makes neither nodes, specs, contents nor answers. */
final class Edits {
    private final Touched<StackId, Stack> stacks = new Touched<>(Change.PutStack::new, Change.RemoveStack::new);
    private final Touched<ServiceId, Service> services =
            new Touched<>(Change.PutService::new, Change.RemoveService::new);
    private final Touched<NetworkId, Network> networks =
            new Touched<>(Change.PutNetwork::new, Change.RemoveNetwork::new);
    private final Touched<TaskKey, Task> tasks = new Touched<>(Change.PutTask::new, Change.RemoveTask::new);
    private final TreeSet<ServiceId> withTasks = new TreeSet<>();
    private final TreeSet<SpecKey> specs = new TreeSet<>();
    private final TreeSet<SecretId> secrets = new TreeSet<>();
    private final TreeSet<ConfigId> configs = new TreeSet<>();
    private final TreeSet<RequestId> requests = new TreeSet<>();
    private boolean settings;

    /** How many changes these edits become at most. */
    int size() {
        return stacks.size()
                + services.size()
                + networks.size()
                + tasks.size()
                + specs.size()
                + secrets.size()
                + configs.size()
                + requests.size()
                + (settings ? 1 : 0);
    }

    /** Whether the service or a task of it was written. */
    boolean touched(ServiceId service) {
        return services.has(service) || withTasks.contains(service);
    }

    void touch(Change change) {
        switch (change) {
            case Change.PutSettings _ -> settings = true;
            case Change.PutStack(var stack) -> stacks.add(stack.id());
            case Change.RemoveStack(var id) -> stacks.add(id);
            case Change.PutService(var service) -> services.add(service.id());
            case Change.RemoveService(var id) -> services.add(id);
            case Change.PutNetwork(var network) -> networks.add(network.id());
            case Change.RemoveNetwork(var id) -> networks.add(id);
            case Change.PutTask(var task) -> touch(task.key());
            case Change.RemoveTask(var key) -> touch(key);
            case Change.RemoveSpec(var key) -> specs.add(key);
            case Change.RemoveSecret(var id) -> secrets.add(id);
            case Change.RemoveConfig(var id) -> configs.add(id);
            case Change.RemoveAnswer(var id) -> requests.add(id);
            case Change.PutTrust _,
                    Change.PutNode _,
                    Change.RemoveNode _,
                    Change.PutSpec _,
                    Change.PutSecret _,
                    Change.PutConfig _,
                    Change.PutAnswer _ ->
                throw new IllegalArgumentException("not the reconciler's to change: " + change);
        }
    }

    private void touch(TaskKey task) {
        tasks.add(task);
        withTasks.add(task.service());
    }

    /** The changes that lead from one state to the other, as far as they were touched. */
    List<Change> between(ClusterState before, ClusterState after) {
        var changes = new ArrayList<Change>(size());
        if (settings && !before.settings().equals(after.settings())) {
            changes.add(new Change.PutSettings(after.settings()));
        }
        stacks.collect(before.stacks(), after.stacks(), changes);
        services.collect(before.services(), after.services(), changes);
        networks.collect(before.networks(), after.networks(), changes);
        tasks.collect(before.tasks()::get, after.tasks()::get, changes);
        specs.forEach(key -> changes.add(new Change.RemoveSpec(key)));
        secrets.forEach(id -> changes.add(new Change.RemoveSecret(id)));
        configs.forEach(id -> changes.add(new Change.RemoveConfig(id)));
        requests.forEach(id -> changes.add(new Change.RemoveAnswer(id)));
        return changes;
    }
}
