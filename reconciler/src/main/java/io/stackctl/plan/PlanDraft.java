package io.stackctl.plan;

import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.NetworkId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackId;
import io.stackctl.cluster.StackRevision;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A plan in the making: what the parts of the planner have added so far. Lives for one planning. */
final class PlanDraft {
    private final ClusterState state;
    private final StackSpec spec;
    private final DeployOptions options;
    private final Contents contents;
    private final PlanContext context;
    private final Optional<Stack> stack;
    private final StackId stackId;
    private final Optional<StackId> owner;

    final List<PlanStep> steps = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<PlannedService> planned = new ArrayList<>();
    final TreeMap<String, SpecKey> services = new TreeMap<>();
    final List<NetworkId> networks = new ArrayList<>();
    final List<SecretId> secrets = new ArrayList<>();
    final List<ConfigId> configs = new ArrayList<>();

    PlanDraft(ClusterState state, StackSpec spec, DeployOptions options, Contents contents, PlanContext context) {
        this(state, spec, options, contents, context, Owners.stack(state, spec.name()), Optional.empty());
    }

    /** For one service by itself: of the stack that it belongs to, if it does, nothing else is looked at. */
    static PlanDraft ofService(
            ClusterState state, ServiceSpec spec, Optional<StackId> owner, DeployOptions options, PlanContext context) {
        var alone = new StackSpec("", List.of(spec), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new PlanDraft(state, alone, options, Contents.NONE, context, Optional.empty(), Optional.of(owner));
    }

    private PlanDraft(
            ClusterState state,
            StackSpec spec,
            DeployOptions options,
            Contents contents,
            PlanContext context,
            Optional<Stack> stack,
            Optional<Optional<StackId>> owner) {
        this.state = state;
        this.spec = spec;
        this.options = options;
        this.contents = contents;
        this.context = context;
        this.stack = stack;
        this.stackId =
                stack.map(Stack::id).orElseGet(() -> new StackId(context.ids().next()));
        this.owner = owner.orElseGet(() -> Optional.of(stackId));
    }

    /** The state as it is, without anything of the plan. */
    ClusterState state() {
        return state;
    }

    StackSpec spec() {
        return spec;
    }

    DeployOptions options() {
        return options;
    }

    Contents contents() {
        return contents;
    }

    PlanContext context() {
        return context;
    }

    /** The stack as it is; one that is being removed does not count. */
    Optional<Stack> stack() {
        return stack;
    }

    StackId stackId() {
        return stackId;
    }

    Optional<StackRevision> revision() {
        return stack.flatMap(Stack::current);
    }

    /** Whose the objects of the plan are; empty for a service of its own. */
    Optional<StackId> owner() {
        return owner;
    }

    boolean owns(Optional<StackId> other) {
        return owner.equals(other);
    }

    /** Objects that others made are declared as external in the files of a stack; a service of its own just names them. */
    boolean hasFiles() {
        return !spec.name().isEmpty();
    }

    /** The name of a service without that of the stack. */
    String shortName(String service) {
        var prefix = spec.name() + "_";
        return service.startsWith(prefix) ? service.substring(prefix.length()) : service;
    }

    void refuseName(Subject subject, Optional<StackId> owner) {
        refusals.add(new Refusal.NameTaken(subject, Owners.name(state, owner)));
    }
}
