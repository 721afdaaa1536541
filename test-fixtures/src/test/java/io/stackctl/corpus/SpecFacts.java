package io.stackctl.corpus;

import io.stackctl.convert.FileContent;
import io.stackctl.convert.StackConverter;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.Mode;
import io.stackctl.spec.MountSpec;
import io.stackctl.spec.NetworkSpec;
import io.stackctl.spec.PortSpec;
import io.stackctl.spec.Resources;
import io.stackctl.spec.Rollout;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stack's spec as named facts, in the words of {@link PeerFacts}. */
final class SpecFacts {
    private final SortedMap<String, String> facts = new TreeMap<>();

    private final Set<String> leftOut;

    private SpecFacts(Set<String> leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * The facts.
     *
     * @param leftOut targets of memory mounts that the peer does not make
     */
    static SortedMap<String, String> of(StackConverter.Converted converted, Set<String> leftOut) {
        StackSpec stack = converted.stack().orElseThrow();
        SpecFacts facts = new SpecFacts(leftOut);
        stack.networks().forEach(facts::network);
        for (SecretSpec secret : stack.secrets()) {
            facts.put("secret " + secret.name(), secret.labels() + content(secret.name(), converted.secrets()));
        }
        for (ConfigSpec config : stack.configs()) {
            String templating = config.templating().map(name -> " by " + name).orElse("");
            facts.put(
                    "config " + config.name(),
                    config.labels() + content(config.name(), converted.configs()) + templating);
        }
        stack.services().forEach(facts::service);
        return facts.facts;
    }

    private static String content(String name, List<FileContent> contents) {
        return contents.stream()
                .filter(content -> content.name().equals(name))
                .map(content -> Base64.getEncoder().encodeToString(content.bytes()))
                .collect(Collectors.joining());
    }

    private void network(NetworkSpec network) {
        put(
                "network " + network.name(),
                network.driver()
                        + network.driverOptions()
                        + network.internal()
                        + network.attachable()
                        + network.labels()
                        + network.pools().stream()
                                .map(pool -> pool.subnet().prefix())
                                .toList());
    }

    private void service(ServiceSpec service) {
        String prefix = "service " + service.name() + " ";
        ContainerSpec container = service.container();
        put(prefix + "labels", service.labels());
        put(prefix + "image", container.image());
        put(prefix + "container labels", container.labels());
        process(prefix, container);
        put(prefix + "hostname", container.naming().hostname().orElse(""));
        put(
                prefix + "hosts",
                container.naming().hosts().stream()
                        .map(host -> host.address() + " " + host.name())
                        .toList());
        put(
                prefix + "dns",
                container.naming().servers() + "" + container.naming().search());
        put(
                prefix + "mounts",
                container.mounts().stream()
                        .filter(mount -> !(mount instanceof MountSpec.Tmpfs) || !leftOut.contains(mount.target()))
                        .map(SpecFacts::mount)
                        .toList());
        put(prefix + "secrets", files(container.secrets()));
        put(prefix + "configs", files(container.configs()));
        container.healthcheck().ifPresent(check -> put(prefix + "healthcheck", healthcheck(check)));
        put(
                prefix + "log",
                container.logDriver().map(log -> log.name() + log.options()).orElse("{}"));
        put(
                prefix + "capabilities",
                container.privileges().capabilitiesAdded() + ""
                        + container.privileges().capabilitiesDropped());
        put(prefix + "sysctls", container.privileges().sysctls());
        put(
                prefix + "ulimits",
                container.privileges().ulimits().stream()
                        .map(limit -> limit.name() + "=" + limit.soft() + ":" + limit.hard())
                        .toList());
        put(prefix + "read only", container.privileges().readOnlyRoot());
        put(prefix + "isolation", container.privileges().isolation().orElse(""));
        tasks(prefix, service);
    }

    private void process(String prefix, ContainerSpec container) {
        put(
                prefix + "command",
                container.command().entrypoint() + " " + container.command().arguments());
        put(prefix + "env", container.command().environment());
        put(prefix + "dir", container.command().workingDirectory().orElse(""));
        put(prefix + "user", container.command().user().orElse(""));
        put(
                prefix + "tty",
                container.command().tty() + " " + container.command().openStdin());
        put(
                prefix + "init",
                container.command().init().map(init -> init.toString()).orElse(""));
        put(
                prefix + "stop",
                container.stopSignal().orElse("") + " " + container.stopGrace().toNanos());
    }

    private void tasks(String prefix, ServiceSpec service) {
        put(prefix + "mode", mode(service.mode()));
        put(prefix + "limits", service.resources().limit());
        Resources.Reservation reservation = service.resources().reservation();
        put(prefix + "reservations", reservation.nanoCpus() + " " + reservation.memoryBytes() + reservation.generic());
        put(
                prefix + "restart",
                service.restart().condition() + " " + service.restart().delay().toNanos() + " "
                        + service.restart().maxAttempts() + " "
                        + service.restart().window().toNanos());
        put(prefix + "update", rollout(service.update()));
        put(prefix + "rollback", rollout(service.rollback()));
        put(
                prefix + "placement",
                service.placement().constraints() + "" + service.placement().preferences()
                        + service.placement().maxReplicasPerNode());
        put(
                prefix + "networks",
                service.networks().stream()
                        .map(network -> network.network() + network.aliases() + network.driverOptions())
                        .toList());
        put(
                prefix + "ports",
                service.ports().stream().map(SpecFacts::port).sorted().toList());
        put(prefix + "endpoint", service.endpointMode());
    }

    private static String mode(Mode mode) {
        return switch (mode) {
            case Mode.Replicated(var replicas) -> "replicated " + replicas;
            case Mode.Global() -> "global";
            case Mode.ReplicatedJob(var concurrent, var completions) -> "job " + concurrent + "/" + completions;
            case Mode.GlobalJob() -> "global job";
        };
    }

    private static String rollout(Rollout rollout) {
        return rollout.parallelism() + " " + rollout.delay().toNanos() + " " + rollout.onFailure() + " "
                + rollout.monitor().toNanos() + " " + (float) rollout.maxFailureRatio() + " " + rollout.order();
    }

    private static String port(PortSpec port) {
        return port.published().orElse(0) + "->" + port.target() + "/" + port.protocol() + " " + port.mode();
    }

    private static String mount(MountSpec mount) {
        return switch (mount) {
            case MountSpec.Bind bind ->
                "bind " + bind.source() + ":" + bind.target() + ro(bind)
                        + bind.propagation().orElse("");
            case MountSpec.Volume volume ->
                "volume " + volume.name().orElse("") + ":" + volume.target() + ro(volume) + volume.noCopy()
                        + volume.subpath().orElse("") + volume.labels()
                        + volume.driver()
                                .map(driver -> driver.name() + driver.options())
                                .orElse("{}");
            case MountSpec.Tmpfs tmpfs -> "tmpfs " + tmpfs.target() + ro(tmpfs) + tmpfs.sizeBytes();
            case MountSpec.NamedPipe pipe -> "npipe " + pipe.source() + ":" + pipe.target() + ro(pipe);
        };
    }

    private static String ro(MountSpec mount) {
        return mount.readOnly() ? " ro " : " ";
    }

    private static List<String> files(List<FileReference> files) {
        return files.stream()
                .map(file ->
                        file.name() + ":" + file.target() + " " + file.uid() + ":" + file.gid() + " " + file.mode())
                .sorted()
                .toList();
    }

    private static String healthcheck(Healthcheck check) {
        return check.test() + " " + nanos(check.interval()) + " " + nanos(check.timeout()) + " "
                + nanos(check.startPeriod()) + " " + nanos(check.startInterval()) + " "
                + check.retries().orElse(0);
    }

    private static long nanos(Optional<Duration> duration) {
        return duration.map(Duration::toNanos).orElse(0L);
    }

    private void put(String name, Object value) {
        facts.put(name, value.toString());
    }
}
