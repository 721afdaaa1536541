package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Network;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import io.stackctl.view.StackPhase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A stack as it is now, in the form in which it would be deployed. */
final class StackDescriptions {
    private final ClusterState state;
    private final Stack stack;
    private final List<ServiceSpec> services;

    private StackDescriptions(ClusterState state, Stack stack) {
        this.state = state;
        this.stack = stack;
        this.services = StackPhase.services(state, stack).stream()
                .filter(service -> !service.removing())
                .map(state::spec)
                .toList();
    }

    /** Empty if there is no such stack. */
    static Optional<StackSpec> of(ClusterState state, String name) {
        return StackPhase.find(state, name, false).map(stack -> new StackDescriptions(state, stack).spec());
    }

    private StackSpec spec() {
        var networks = networks();
        var secrets = secrets();
        var configs = configs();
        return new StackSpec(
                stack.name(),
                services,
                networks,
                secrets,
                configs,
                others(
                        services.stream()
                                .flatMap(service -> service.networks().stream())
                                .map(attachment -> attachment.network()),
                        networks.stream().map(NetworkSpec::name).toList()),
                others(
                        files(service -> service.container().secrets()),
                        secrets.stream().map(SecretSpec::name).toList()),
                others(
                        files(service -> service.container().configs()),
                        configs.stream().map(ConfigSpec::name).toList()));
    }

    private Stream<String> files(Function<ServiceSpec, List<FileReference>> of) {
        return services.stream().flatMap(service -> of.apply(service).stream()).map(FileReference::name);
    }

    /** What is used and belongs to somebody else. */
    private static List<String> others(Stream<String> used, List<String> own) {
        return used.filter(name -> !own.contains(name)).distinct().sorted().toList();
    }

    private boolean ours(Optional<StackId> owner) {
        return owner.equals(Optional.of(stack.id()));
    }

    private List<NetworkSpec> networks() {
        return state.networks()
                .values()
                .filter(network -> ours(network.stack()) && !network.removing())
                .map(Network::spec)
                .sorted(Comparator.comparing(NetworkSpec::name))
                .toList();
    }

    private List<SecretSpec> secrets() {
        return stack.current().stream()
                .flatMap(revision -> revision.secrets().stream())
                .flatMap(id -> state.secrets().get(id).stream())
                .map(secret ->
                        new SecretSpec(secret.name(), secret.labels(), Optional.of(secret.version()), Optional.empty()))
                .sorted(Comparator.comparing(SecretSpec::name))
                .toList();
    }

    private List<ConfigSpec> configs() {
        return stack.current().stream()
                .flatMap(revision -> revision.configs().stream())
                .flatMap(id -> state.configs().get(id).stream())
                .map(config ->
                        new ConfigSpec(config.name(), config.labels(), Optional.of(config.version()), Optional.empty()))
                .sorted(Comparator.comparing(ConfigSpec::name))
                .toList();
    }
}
