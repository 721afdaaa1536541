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

    final List<PlanStep> steps = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    final List<PlannedService> planned = new ArrayList<>();
    final TreeMap<String, SpecKey> services = new TreeMap<>();
    final List<NetworkId> networks = new ArrayList<>();
    final List<SecretId> secrets = new ArrayList<>();
    final List<ConfigId> configs = new ArrayList<>();

    PlanDraft(ClusterState state, StackSpec spec, DeployOptions options, Contents contents, PlanContext context) {
        this.state = state;
        this.spec = spec;
        this.options = options;
        this.contents = contents;
        this.context = context;
        stack = Owners.stack(state, spec.name());
        stackId = stack.map(Stack::id).orElseGet(() -> new StackId(context.ids().next()));
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

    boolean owns(Optional<StackId> owner) {
        return owner.equals(Optional.of(stackId));
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
