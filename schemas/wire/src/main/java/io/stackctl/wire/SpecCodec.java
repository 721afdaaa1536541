package io.stackctl.wire;

import io.stackctl.spec.EndpointMode;
import io.stackctl.spec.Mode;
import io.stackctl.spec.Pace;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.ServiceSpec.Dependencies;
import io.stackctl.spec.StackSpec;
import io.stackctl.wire.proto.DependenciesMessage;
import io.stackctl.wire.proto.DependencyConditionMessage;
import io.stackctl.wire.proto.EndpointModeMessage;
import io.stackctl.wire.proto.GlobalJobMessage;
import io.stackctl.wire.proto.GlobalMessage;
import io.stackctl.wire.proto.ModeMessage;
import io.stackctl.wire.proto.PaceMessage;
import io.stackctl.wire.proto.ReplicatedJobMessage;
import io.stackctl.wire.proto.ReplicatedMessage;
import io.stackctl.wire.proto.ServiceSpecMessage;
import io.stackctl.wire.proto.StackSpecMessage;

/** Specs of stacks and services. */
public final class SpecCodec {
    private static final EnumTable<EndpointMode, EndpointModeMessage> ENDPOINT_MODE =
            EnumTable.of(EndpointMode.class, EndpointModeMessage.class, "ENDPOINT_MODE_");
    private static final EnumTable<Dependencies.Condition, DependencyConditionMessage> CONDITION =
            EnumTable.of(Dependencies.Condition.class, DependencyConditionMessage.class, "DEPENDENCY_CONDITION_");

    private SpecCodec() {}

    public static StackSpecMessage toMessage(StackSpec spec) {
        var message = StackSpecMessage.newBuilder()
                .setName(spec.name())
                .addAllExternalNetworks(spec.externalNetworks())
                .addAllExternalSecrets(spec.externalSecrets())
                .addAllExternalConfigs(spec.externalConfigs());
        spec.services().forEach(service -> message.addServices(toMessage(service)));
        spec.networks().forEach(network -> message.addNetworks(NetworkSpecCodec.toMessage(network)));
        spec.secrets().forEach(secret -> message.addSecrets(FileCodec.toMessage(secret)));
        spec.configs().forEach(config -> message.addConfigs(FileCodec.toMessage(config)));
        return message.build();
    }

    public static StackSpec fromMessage(StackSpecMessage message) throws DecodeException {
        return Decoding.decode(message, SpecCodec::read);
    }

    static StackSpec read(StackSpecMessage message) throws DecodeException {
        return new StackSpec(
                message.getName(),
                Decoding.each(message.getServicesList(), SpecCodec::read),
                Decoding.each(message.getNetworksList(), NetworkSpecCodec::read),
                Decoding.each(message.getSecretsList(), FileCodec::read),
                Decoding.each(message.getConfigsList(), FileCodec::read),
                message.getExternalNetworksList(),
                message.getExternalSecretsList(),
                message.getExternalConfigsList());
    }

    public static ServiceSpecMessage toMessage(ServiceSpec spec) {
        var message = ServiceSpecMessage.newBuilder()
                .setName(spec.name())
                .putAllLabels(spec.labels())
                .setContainer(ContainerCodec.toMessage(spec.container()))
                .setMode(mode(spec.mode()))
                .setResources(PlacementCodec.toMessage(spec.resources()))
                .setRestart(RolloutCodec.toMessage(spec.restart()))
                .setUpdate(RolloutCodec.toMessage(spec.update()))
                .setRollback(RolloutCodec.toMessage(spec.rollback()))
                .setPlacement(PlacementCodec.toMessage(spec.placement()))
                .setEndpointMode(ENDPOINT_MODE.toMessage(spec.endpointMode()))
                .setPace(pace(spec.pace()))
                .setForceUpdate(spec.forceUpdate());
        spec.networks().forEach(network -> message.addNetworks(NetworkSpecCodec.toMessage(network)));
        spec.ports().forEach(port -> message.addPorts(PortCodec.toMessage(port)));
        spec.dependencies().ifPresent(dependencies -> message.setDependencies(dependencies(dependencies)));
        return message.build();
    }

    public static ServiceSpec fromMessage(ServiceSpecMessage message) throws DecodeException {
        return Decoding.decode(message, SpecCodec::read);
    }

    static ServiceSpec read(ServiceSpecMessage message) throws DecodeException {
        return new ServiceSpec(
                message.getName(),
                Decoding.named(message.getLabelsMap()),
                ContainerCodec.read(message.getContainer()),
                mode(message.getMode()),
                PlacementCodec.read(message.getResources()),
                RolloutCodec.read(message.getRestart()),
                RolloutCodec.read(message.getUpdate()),
                RolloutCodec.read(message.getRollback()),
                PlacementCodec.read(message.getPlacement()),
                Decoding.each(message.getNetworksList(), NetworkSpecCodec::read),
                Decoding.each(message.getPortsList(), PortCodec::read),
                ENDPOINT_MODE.fromMessage(message.getEndpointMode()),
                pace(message.getPace()),
                Decoding.when(message.hasDependencies(), message.getDependencies(), SpecCodec::dependencies),
                message.getForceUpdate());
    }

    private static ModeMessage mode(Mode mode) {
        var message = ModeMessage.newBuilder();
        return switch (mode) {
            case Mode.Replicated(var replicas) ->
                message.setReplicated(ReplicatedMessage.newBuilder().setReplicas(replicas))
                        .build();
            case Mode.Global() ->
                message.setGlobal(GlobalMessage.getDefaultInstance()).build();
            case Mode.ReplicatedJob(var concurrent, var completions) ->
                message.setReplicatedJob(ReplicatedJobMessage.newBuilder()
                                .setConcurrent(concurrent)
                                .setCompletions(completions))
                        .build();
            case Mode.GlobalJob() ->
                message.setGlobalJob(GlobalJobMessage.getDefaultInstance()).build();
        };
    }

    private static Mode mode(ModeMessage message) throws DecodeException {
        return switch (message.getModeCase()) {
            case REPLICATED -> new Mode.Replicated(message.getReplicated().getReplicas());
            case GLOBAL -> new Mode.Global();
            case REPLICATED_JOB ->
                new Mode.ReplicatedJob(
                        message.getReplicatedJob().getConcurrent(),
                        message.getReplicatedJob().getCompletions());
            case GLOBAL_JOB -> new Mode.GlobalJob();
            case MODE_NOT_SET -> throw DecodeException.fromNewerVersion("a service mode of an unknown kind");
        };
    }

    private static PaceMessage pace(Pace pace) {
        return PaceMessage.newBuilder()
                .setDrain(Scalars.toMessage(pace.drain()))
                .setProgressDeadline(Scalars.toMessage(pace.progressDeadline()))
                .build();
    }

    private static Pace pace(PaceMessage message) throws DecodeException {
        return new Pace(Scalars.fromMessage(message.getDrain()), Scalars.fromMessage(message.getProgressDeadline()));
    }

    private static DependenciesMessage dependencies(Dependencies dependencies) {
        var message = DependenciesMessage.newBuilder();
        dependencies.on().forEach((name, condition) -> message.putOn(name, CONDITION.toMessage(condition)));
        return message.build();
    }

    private static Dependencies dependencies(DependenciesMessage message) throws DecodeException {
        return new Dependencies(Decoding.rows(message.getOnMap(), name -> name, CONDITION::fromMessage));
    }
}
