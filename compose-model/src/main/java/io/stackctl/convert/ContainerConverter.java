package io.stackctl.convert;

import io.stackctl.compose.model.Command;
import io.stackctl.compose.model.ComposeFile;
import io.stackctl.compose.model.Healthcheck;
import io.stackctl.compose.model.ImageReference;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Security;
import io.stackctl.compose.model.Service;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.LogDriver;
import io.stackctl.spec.Naming;
import io.stackctl.spec.Privileges;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Converts what a task of a service runs. */
final class ContainerConverter {
    private final Scope scope;
    private final ComposeFile file;
    private final MountConverter mounts;
    private final SecretConverter secrets;

    ContainerConverter(Scope scope, ComposeFile file, Diagnostics.Collector diagnostics) {
        this.scope = scope;
        this.file = file;
        this.mounts = new MountConverter(scope, file, diagnostics);
        this.secrets = new SecretConverter(scope);
    }

    ContainerSpec convert(Service service) {
        return new ContainerSpec(
                image(service),
                command(service.command()),
                naming(service),
                scope.labels(service.labels()),
                mounts.convert(service),
                secrets.convert(service.secrets(), file.secrets()),
                secrets.convert(service.configs(), file.configs()),
                service.healthcheck().map(ContainerConverter::healthcheck),
                service.command().stopSignal(),
                service.command().stopGracePeriod().map(Located::value).orElse(Defaults.STOP_GRACE),
                privileges(service.security()),
                AccessConverter.convert(service.access()),
                service.logging().map(logging -> new LogDriver(logging.driver().orElse(""), logging.options())),
                service.access().pull());
    }

    private static String image(Service service) {
        return service.image()
                .map(Located::value)
                .flatMap(ImageReference::parse)
                .map(ImageReference::withTag)
                .orElseThrow(() -> new IllegalStateException("a service without an image passed the check"));
    }

    private static io.stackctl.spec.Command command(Command command) {
        List<String> environment = command.environment().entrySet().stream()
                .map(variable -> variable.getValue()
                        .map(value -> variable.getKey() + "=" + value)
                        .orElse(variable.getKey()))
                .sorted()
                .toList();
        return new io.stackctl.spec.Command(
                command.entrypoint(),
                command.arguments(),
                environment,
                command.workingDirectory(),
                command.user(),
                command.groups(),
                command.tty(),
                command.openStdin(),
                command.init());
    }

    private static Naming naming(Service service) {
        return new Naming(
                service.names().hostname(),
                service.names().domain(),
                service.names().extraHosts().stream()
                        .map(ContainerConverter::host)
                        .toList(),
                service.names().dns().stream().map(Located::value).toList(),
                service.names().dnsSearch(),
                service.names().dnsOptions());
    }

    private static Naming.Host host(Located<String> text) {
        int colon = text.value().indexOf(':');
        return new Naming.Host(text.value().substring(0, colon), text.value().substring(colon + 1));
    }

    private static io.stackctl.spec.Healthcheck healthcheck(Healthcheck check) {
        if (check.disable()) {
            return new io.stackctl.spec.Healthcheck(
                    List.of("NONE"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        return new io.stackctl.spec.Healthcheck(
                check.test(),
                check.interval().map(Located::value),
                check.timeout().map(Located::value),
                check.startPeriod().map(Located::value),
                check.startInterval().map(Located::value),
                check.retries().map(RolloutConverter::toInt));
    }

    private static Privileges privileges(Security security) {
        Capabilities capabilities = Capabilities.of(security.capAdd(), security.capDrop());
        return new Privileges(
                capabilities.added(),
                capabilities.dropped(),
                security.sysctls(),
                security.ulimits().stream()
                        .map(limit -> new Privileges.Ulimit(limit.name(), limit.soft(), limit.hard()))
                        .sorted(Comparator.comparing(Privileges.Ulimit::name))
                        .toList(),
                security.readOnly(),
                security.privileged(),
                security.securityOptions(),
                security.oomScoreAdjustment().map(Long::intValue),
                security.isolation());
    }
}
