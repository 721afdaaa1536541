package io.stackctl.wire;

import io.stackctl.spec.Command;
import io.stackctl.spec.ContainerSpec;
import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.Healthcheck;
import io.stackctl.spec.LogDriver;
import io.stackctl.spec.Naming;
import io.stackctl.spec.NodeAccess;
import io.stackctl.spec.Privileges;
import io.stackctl.wire.proto.CommandMessage;
import io.stackctl.wire.proto.ContainerSpecMessage;
import io.stackctl.wire.proto.HealthcheckMessage;
import io.stackctl.wire.proto.HostMessage;
import io.stackctl.wire.proto.LogDriverMessage;
import io.stackctl.wire.proto.NamingMessage;
import io.stackctl.wire.proto.PrivilegesMessage;
import io.stackctl.wire.proto.PullPolicyMessage;
import io.stackctl.wire.proto.UlimitMessage;

/** The container of a service's tasks. */
final class ContainerCodec {
    private ContainerCodec() {}

    static ContainerSpecMessage toMessage(ContainerSpec spec) {
        var message = ContainerSpecMessage.newBuilder()
                .setImage(spec.image())
                .setCommand(command(spec.command()))
                .setNaming(naming(spec.naming()))
                .putAllLabels(spec.labels())
                .setStopGrace(Scalars.toMessage(spec.stopGrace()))
                .setPrivileges(privileges(spec.privileges()))
                .setPull(pull(spec.pull()));
        spec.mounts().forEach(mount -> message.addMounts(MountCodec.toMessage(mount)));
        spec.secrets().forEach(file -> message.addSecrets(FileCodec.toMessage(file)));
        spec.configs().forEach(file -> message.addConfigs(FileCodec.toMessage(file)));
        spec.healthcheck().ifPresent(healthcheck -> message.setHealthcheck(healthcheck(healthcheck)));
        spec.stopSignal().ifPresent(message::setStopSignal);
        if (!spec.access().equals(NodeAccess.NONE)) {
            message.setAccess(NodeAccessCodec.toMessage(spec.access()));
        }
        spec.logDriver()
                .ifPresent(driver -> message.setLogDriver(
                        LogDriverMessage.newBuilder().setName(driver.name()).putAllOptions(driver.options())));
        return message.build();
    }

    static ContainerSpec read(ContainerSpecMessage message) throws DecodeException {
        return new ContainerSpec(
                message.getImage(),
                command(message.getCommand()),
                naming(message.getNaming()),
                Decoding.named(message.getLabelsMap()),
                Decoding.each(message.getMountsList(), MountCodec::read),
                Decoding.each(message.getSecretsList(), FileCodec::read),
                Decoding.each(message.getConfigsList(), FileCodec::read),
                Decoding.when(message.hasHealthcheck(), message.getHealthcheck(), ContainerCodec::healthcheck),
                Decoding.when(message.hasStopSignal(), message.getStopSignal()),
                Scalars.fromMessage(message.getStopGrace()),
                privileges(message.getPrivileges()),
                message.hasAccess() ? NodeAccessCodec.read(message.getAccess()) : NodeAccess.NONE,
                Decoding.when(message.hasLogDriver(), message.getLogDriver(), ContainerCodec::logDriver),
                pull(message.getPull()));
    }

    private static PullPolicyMessage pull(PullPolicy policy) {
        return switch (policy) {
            case MISSING -> PullPolicyMessage.PULL_POLICY_UNSPECIFIED;
            case ALWAYS -> PullPolicyMessage.PULL_POLICY_ALWAYS;
            case NEVER -> PullPolicyMessage.PULL_POLICY_NEVER;
        };
    }

    private static PullPolicy pull(PullPolicyMessage message) throws DecodeException {
        return switch (message) {
            case PULL_POLICY_UNSPECIFIED -> PullPolicy.MISSING;
            case PULL_POLICY_ALWAYS -> PullPolicy.ALWAYS;
            case PULL_POLICY_NEVER -> PullPolicy.NEVER;
            case UNRECOGNIZED -> throw DecodeException.fromNewerVersion("a value of PullPolicy");
        };
    }

    private static LogDriver logDriver(LogDriverMessage message) {
        return new LogDriver(message.getName(), Decoding.named(message.getOptionsMap()));
    }

    private static CommandMessage command(Command command) {
        var message = CommandMessage.newBuilder()
                .addAllEntrypoint(command.entrypoint())
                .addAllArguments(command.arguments())
                .addAllEnvironment(command.environment())
                .addAllGroups(command.groups())
                .setTty(command.tty())
                .setOpenStdin(command.openStdin());
        command.workingDirectory().ifPresent(message::setWorkingDirectory);
        command.user().ifPresent(message::setUser);
        command.init().ifPresent(message::setInit);
        return message.build();
    }

    private static Command command(CommandMessage message) {
        return new Command(
                message.getEntrypointList(),
                message.getArgumentsList(),
                message.getEnvironmentList(),
                Decoding.when(message.hasWorkingDirectory(), message.getWorkingDirectory()),
                Decoding.when(message.hasUser(), message.getUser()),
                message.getGroupsList(),
                message.getTty(),
                message.getOpenStdin(),
                Decoding.when(message.hasInit(), message.getInit()));
    }

    private static NamingMessage naming(Naming naming) {
        var message = NamingMessage.newBuilder()
                .addAllServers(naming.servers())
                .addAllSearch(naming.search())
                .addAllOptions(naming.options());
        naming.hosts()
                .forEach(host -> message.addHosts(
                        HostMessage.newBuilder().setName(host.name()).setAddress(host.address())));
        naming.hostname().ifPresent(message::setHostname);
        naming.domain().ifPresent(message::setDomain);
        return message.build();
    }

    private static Naming naming(NamingMessage message) throws DecodeException {
        return new Naming(
                Decoding.when(message.hasHostname(), message.getHostname()),
                Decoding.when(message.hasDomain(), message.getDomain()),
                Decoding.each(message.getHostsList(), host -> new Naming.Host(host.getName(), host.getAddress())),
                message.getServersList(),
                message.getSearchList(),
                message.getOptionsList());
    }

    private static HealthcheckMessage healthcheck(Healthcheck healthcheck) {
        var message = HealthcheckMessage.newBuilder().addAllTest(healthcheck.test());
        healthcheck.interval().map(Scalars::toMessage).ifPresent(message::setInterval);
        healthcheck.timeout().map(Scalars::toMessage).ifPresent(message::setTimeout);
        healthcheck.startPeriod().map(Scalars::toMessage).ifPresent(message::setStartPeriod);
        healthcheck.startInterval().map(Scalars::toMessage).ifPresent(message::setStartInterval);
        healthcheck.retries().ifPresent(message::setRetries);
        return message.build();
    }

    private static Healthcheck healthcheck(HealthcheckMessage message) throws DecodeException {
        return new Healthcheck(
                message.getTestList(),
                Decoding.when(message.hasInterval(), message.getInterval(), Scalars::fromMessage),
                Decoding.when(message.hasTimeout(), message.getTimeout(), Scalars::fromMessage),
                Decoding.when(message.hasStartPeriod(), message.getStartPeriod(), Scalars::fromMessage),
                Decoding.when(message.hasStartInterval(), message.getStartInterval(), Scalars::fromMessage),
                Decoding.when(message.hasRetries(), message.getRetries()));
    }

    private static PrivilegesMessage privileges(Privileges privileges) {
        var message = PrivilegesMessage.newBuilder()
                .addAllCapabilitiesAdded(privileges.capabilitiesAdded())
                .addAllCapabilitiesDropped(privileges.capabilitiesDropped())
                .putAllSysctls(privileges.sysctls())
                .setReadOnlyRoot(privileges.readOnlyRoot())
                .setPrivileged(privileges.privileged())
                .addAllSecurityOptions(privileges.securityOptions());
        privileges
                .ulimits()
                .forEach(limit -> message.addUlimits(UlimitMessage.newBuilder()
                        .setName(limit.name())
                        .setSoft(limit.soft())
                        .setHard(limit.hard())));
        privileges.oomScoreAdjustment().ifPresent(message::setOomScoreAdjustment);
        privileges.isolation().ifPresent(message::setIsolation);
        return message.build();
    }

    private static Privileges privileges(PrivilegesMessage message) throws DecodeException {
        return new Privileges(
                message.getCapabilitiesAddedList(),
                message.getCapabilitiesDroppedList(),
                Decoding.named(message.getSysctlsMap()),
                Decoding.each(
                        message.getUlimitsList(),
                        limit -> new Privileges.Ulimit(limit.getName(), limit.getSoft(), limit.getHard())),
                message.getReadOnlyRoot(),
                message.getPrivileged(),
                message.getSecurityOptionsList(),
                Decoding.when(message.hasOomScoreAdjustment(), message.getOomScoreAdjustment()),
                Decoding.when(message.hasIsolation(), message.getIsolation()));
    }
}
