package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.plan.PlanContext;
import io.stackctl.plan.PlanStep;
import io.stackctl.plan.ServicePlans;
import io.stackctl.spec.DnsName;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making, changing and removing single services. Rules and texts: the peer's. */
final class ServiceRequests {
    private ServiceRequests() {}

    /** {@code service}: as it is after the request; empty when the request had been carried out before. */
    record Done(Revision revision, Optional<Service> service, List<PlanStep> steps, boolean changed) {
        static Done before(Answered answered) {
            return new Done(answered.revision(), Optional.empty(), List.of(), true);
        }
    }

    record Create(RequestId id, ServiceSpec spec, boolean allowPending) implements Request<Done> {
        @Override
        public String reason() {
            return "create service " + spec.name();
        }

        @Override
        public Planned<Done> plan(ClusterState state, Context context) {
            if (DnsName.tooLong(spec.name())) {
                return invalid("name must be " + DnsName.LONGEST + " characters or fewer");
            }
            if (!DnsName.valid(spec.name())) {
                return invalid("name must be valid as a DNS name component");
            }
            return planned(ServicePlans.create(state, spec, allowPending, world(context)));
        }

        @Override
        public Done again(Answered answered) {
            return Done.before(answered);
        }
    }

    record Update(RequestId id, ServiceId service, SpecVersion basedOn, ServiceSpec spec, boolean allowPending)
            implements Request<Done> {
        @Override
        public String reason() {
            return "update service " + spec.name();
        }

        @Override
        public Planned<Done> plan(ClusterState state, Context context) {
            var live = Lookup.service(state, service.value());
            if (live.isEmpty()) {
                return unknown(state, spec.name());
            }
            return spec.name().equals(live.get().name())
                    ? planned(ServicePlans.update(state, live.get(), basedOn, spec, allowPending, world(context)))
                    : invalid("renaming services is not supported");
        }

        @Override
        public Done again(Answered answered) {
            return Done.before(answered);
        }
    }

    record Rollback(RequestId id, String nameOrId) implements Request<Done> {
        @Override
        public String reason() {
            return "roll back service " + nameOrId;
        }

        @Override
        public Planned<Done> plan(ClusterState state, Context context) {
            return Lookup.service(state, nameOrId)
                    .map(live -> planned(ServicePlans.rollback(state, live, world(context))))
                    .orElseGet(() -> unknown(state, nameOrId));
        }

        @Override
        public Done again(Answered answered) {
            return Done.before(answered);
        }
    }

    /** Removes services; each that is not there is answered for itself. */
    record Remove(RequestId id, List<String> namesOrIds) implements Request<List<ContentRequests.Removal>> {
        @Override
        public String reason() {
            return "remove service " + String.join(", ", namesOrIds);
        }

        @Override
        public Planned<List<ContentRequests.Removal>> plan(ClusterState state, Context context) {
            var changes = new ArrayList<Change>();
            var removals = new ArrayList<ContentRequests.Removal>();
            var draft = state;
            for (var nameOrId : namesOrIds) {
                var live = Lookup.service(draft, nameOrId);
                if (live.isEmpty()) {
                    var why = ServicePlans.unknown(state, nameOrId).sentence();
                    removals.add(new ContentRequests.Removal(nameOrId, Optional.of(why)));
                } else {
                    var more = ServicePlans.remove(live.get(), world(context)).changes();
                    removals.add(new ContentRequests.Removal(nameOrId, Optional.empty()));
                    changes.addAll(more);
                    draft = draft.with(more);
                }
            }
            return new Planned.Accepted<>(changes, _ -> List.copyOf(removals));
        }

        @Override
        public List<ContentRequests.Removal> again(Answered answered) {
            return ContentRequests.removed(namesOrIds);
        }
    }

    private static PlanContext world(Request.Context context) {
        return new PlanContext(context.now(), context.ids(), "", "", Optional.empty());
    }

    private static Request.Planned<Done> planned(ServicePlans.Outcome outcome) {
        return switch (outcome) {
            case ServicePlans.Outcome.Refused(var reasons) ->
                new Request.Planned.Refused<>(PlanRefusals.refusal(reasons));
            case ServicePlans.Outcome.Accepted(var service, var steps, var changes) ->
                new Request.Planned.Accepted<>(
                        changes, revision -> new Done(revision, Optional.of(service), steps, !changes.isEmpty()));
        };
    }

    private static Request.Planned<Done> unknown(ClusterState state, String nameOrId) {
        return new Request.Planned.Refused<>(PlanRefusals.refusal(List.of(ServicePlans.unknown(state, nameOrId))));
    }

    private static Request.Planned<Done> invalid(String why) {
        return new Request.Planned.Refused<>(Refusal.of(Refusal.Kind.INVALID, why));
    }
}
