package io.stackctl.cluster;

import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything the cluster knows after one transaction. Immutable; the only way on is {@link #apply}.
 *
 * @param at the time of the last transaction
 * @param trust empty before the first transaction
 */
public record ClusterState(
        Revision revision,
        Instant at,
        ClusterSettings settings,
        Table<NodeId, Node> nodes,
        Table<StackId, Stack> stacks,
        Table<ServiceId, Service> services,
        Table<SpecKey, ServiceSpec> specs,
        TaskTable tasks,
        Table<NetworkId, Network> networks,
        Table<SecretId, StoredSecret> secrets,
        Table<ConfigId, StoredConfig> configs,
        Table<RequestId, Answered> requests,
        Optional<Trust> trust) {
    public static final ClusterState EMPTY = new ClusterState(
            Revision.ZERO,
            Instant.EPOCH,
            ClusterSettings.INITIAL,
            Table.empty(),
            Table.empty(),
            Table.empty(),
            Table.empty(),
            TaskTable.EMPTY,
            Table.empty(),
            Table.empty(),
            Table.empty(),
            Table.empty(),
            Optional.empty());

    /** Deterministic and total: the same on every replica, whatever the transaction holds. */
    public Applied apply(Transaction transaction) {
        if (!transaction.basedOn().equals(revision)) {
            return new Applied.Stale(transaction.basedOn(), revision);
        }
        var next = revision.next();
        var state = with(transaction.changes());
        var answers = state.requests;
        for (var request : transaction.answers()) {
            answers = answers.with(request, new Answered(next, transaction.at()));
        }
        return new Applied.Ok(state.at(next, transaction.at(), answers));
    }

    /** This state with the changes in it, at the same revision: for drafts and snapshots. */
    public ClusterState with(List<Change> changes) {
        var state = this;
        for (var change : changes) {
            state = state.with(change);
        }
        return state;
    }

    /** This state with one change in it, at the same revision. */
    public ClusterState with(Change change) {
        return switch (change) {
            case Change.PutSettings(var value) -> settings(value);
            case Change.PutTrust(var value) -> trust(value);
            case Change.PutNode(var node) -> nodes(nodes.with(node.id(), node));
            case Change.RemoveNode(var id) -> nodes(nodes.without(id));
            case Change.PutStack(var stack) -> stacks(stacks.with(stack.id(), stack));
            case Change.RemoveStack(var id) -> stacks(stacks.without(id));
            case Change.PutService(var service) -> services(services.with(service.id(), service));
            case Change.RemoveService(var id) -> services(services.without(id));
            case Change.PutSpec(var key, var spec) -> specs(specs.with(key, spec));
            case Change.RemoveSpec(var key) -> specs(specs.without(key));
            case Change.PutTask(var task) -> tasks(tasks.with(task));
            case Change.RemoveTask(var key) -> tasks(tasks.without(key));
            case Change.PutNetwork(var network) -> networks(networks.with(network.id(), network));
            case Change.RemoveNetwork(var id) -> networks(networks.without(id));
            case Change.PutSecret(var secret) -> secrets(secrets.with(secret.id(), secret));
            case Change.RemoveSecret(var id) -> secrets(secrets.without(id));
            case Change.PutConfig(var config) -> configs(configs.with(config.id(), config));
            case Change.RemoveConfig(var id) -> configs(configs.without(id));
            case Change.PutAnswer(var request, var answered) -> at(revision, at, requests.with(request, answered));
            case Change.RemoveAnswer(var request) -> at(revision, at, requests.without(request));
        };
    }

    /** The state as changes that lead to it from {@link #EMPTY}; with revision and time it is the snapshot. */
    public Stream<Change> asChanges() {
        return Stream.of(
                        Stream.of(new Change.PutSettings(settings)),
                        trust.stream().map(Change.PutTrust::new),
                        nodes.values().map(Change.PutNode::new),
                        stacks.values().map(Change.PutStack::new),
                        services.values().map(Change.PutService::new),
                        specs.keys().map(key -> new Change.PutSpec(key, spec(key))),
                        networks.values().map(Change.PutNetwork::new),
                        secrets.values().map(Change.PutSecret::new),
                        configs.values().map(Change.PutConfig::new),
                        tasks.values().map(Change.PutTask::new),
                        requests.keys()
                                .map(key -> new Change.PutAnswer(
                                        key, requests.get(key).orElseThrow())))
                .flatMap(part -> part);
    }

    /** The spec of that key. A service, task or kept revision never names one that is not there. */
    public ServiceSpec spec(SpecKey key) {
        return specs.get(key).orElseThrow(() -> new IllegalStateException("no spec " + key));
    }

    /** The spec that tasks of the service should have. */
    public ServiceSpec spec(Service service) {
        return spec(service.spec());
    }

    /** The same content under a revision and time: how a snapshot's changes become a state again. */
    public ClusterState restoredAs(Revision restored, Instant time) {
        return at(restored, time, requests);
    }

    private ClusterState at(Revision revised, Instant time, Table<RequestId, Answered> answers) {
        return new ClusterState(
                revised, time, settings, nodes, stacks, services, specs, tasks, networks, secrets, configs, answers,
                trust);
    }

    private ClusterState settings(ClusterSettings value) {
        return new ClusterState(
                revision, at, value, nodes, stacks, services, specs, tasks, networks, secrets, configs, requests,
                trust);
    }

    private ClusterState nodes(Table<NodeId, Node> table) {
        return new ClusterState(
                revision, at, settings, table, stacks, services, specs, tasks, networks, secrets, configs, requests,
                trust);
    }

    private ClusterState stacks(Table<StackId, Stack> table) {
        return new ClusterState(
                revision, at, settings, nodes, table, services, specs, tasks, networks, secrets, configs, requests,
                trust);
    }

    private ClusterState services(Table<ServiceId, Service> table) {
        return new ClusterState(
                revision, at, settings, nodes, stacks, table, specs, tasks, networks, secrets, configs, requests,
                trust);
    }

    private ClusterState specs(Table<SpecKey, ServiceSpec> table) {
        return new ClusterState(
                revision, at, settings, nodes, stacks, services, table, tasks, networks, secrets, configs, requests,
                trust);
    }

    private ClusterState tasks(TaskTable table) {
        return new ClusterState(
                revision, at, settings, nodes, stacks, services, specs, table, networks, secrets, configs, requests,
                trust);
    }

    private ClusterState networks(Table<NetworkId, Network> table) {
        return new ClusterState(
                revision, at, settings, nodes, stacks, services, specs, tasks, table, secrets, configs, requests,
                trust);
    }

    private ClusterState secrets(Table<SecretId, StoredSecret> table) {
        return new ClusterState(
                revision, at, settings, nodes, stacks, services, specs, tasks, networks, table, configs, requests,
                trust);
    }

    private ClusterState configs(Table<ConfigId, StoredConfig> table) {
        return new ClusterState(
                revision, at, settings, nodes, stacks, services, specs, tasks, networks, secrets, table, requests,
                trust);
    }

    private ClusterState trust(Trust value) {
        return new ClusterState(
                revision,
                at,
                settings,
                nodes,
                stacks,
                services,
                specs,
                tasks,
                networks,
                secrets,
                configs,
                requests,
                Optional.of(value));
    }
}
