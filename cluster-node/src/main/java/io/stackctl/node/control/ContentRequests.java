package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.RequestId;
import io.stackctl.plan.ContentPlans;
import io.stackctl.plan.ObjectKind;
import io.stackctl.plan.PlanContext;
import io.stackctl.spec.FileReference;
import io.stackctl.spec.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Making and removing secrets and configs that belong to no stack. Rules and texts: the peer's. */
final class ContentRequests {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?");
    private static final int NAME_LENGTH = 64;

    private ContentRequests() {}

    /** Makes a secret or config; gives its id, or nothing when the request had been carried out before. */
    record Create(RequestId id, ObjectKind kind, String name, SortedMap<String, String> labels, Bytes content)
            implements Request<Optional<String>> {
        @Override
        public String reason() {
            return "create " + kind.text() + " " + name;
        }

        @Override
        public Planned<Optional<String>> plan(ClusterState state, Context context) {
            var problem = problem();
            if (problem.isPresent()) {
                return new Planned.Refused<>(problem.get());
            }
            var vault = new ContentVault(state.settings().contentKey().orElseThrow());
            var bytes = content.toArray();
            boolean secret = kind == ObjectKind.SECRET;
            var outcome = ContentPlans.create(
                    state,
                    kind,
                    name,
                    labels,
                    secret ? vault.secretVersion(name, bytes) : ContentVault.configVersion(bytes),
                    secret ? vault.seal(name, bytes) : content,
                    new PlanContext(context.now(), context.ids(), "", "", Optional.empty()));
            return switch (outcome) {
                case ContentPlans.Outcome.Refused(var why) -> new Planned.Refused<>(PlanRefusals.refusal(List.of(why)));
                case ContentPlans.Outcome.Accepted(var made, var _, var changes) ->
                    new Planned.Accepted<>(changes, _ -> Optional.of(made));
            };
        }

        @Override
        public Optional<String> again(Answered answered) {
            return Optional.empty();
        }

        private Optional<Refusal> problem() {
            if (name.length() > NAME_LENGTH || !NAME.matcher(name).matches()) {
                return Optional.of(Refusal.of(
                        Refusal.Kind.INVALID,
                        "invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must"
                                + " be [a-zA-Z0-9]"));
            }
            int limit = kind == ObjectKind.SECRET ? Limits.SECRET_BYTES : Limits.CONFIG_BYTES;
            if (content.size() == 0 || content.size() >= limit) {
                return Optional.of(Refusal.of(
                        Refusal.Kind.INVALID,
                        kind.text() + " data must be larger than 0 and less than " + limit + " bytes"));
            }
            return Optional.empty();
        }
    }

    /** What became of one removal; {@code error} empty: it is removed. */
    record Removal(String nameOrId, Optional<String> error) {}

    /** Removes secrets, or configs; each that cannot be is answered for itself. */
    record Remove(RequestId id, ObjectKind kind, List<String> namesOrIds) implements Request<List<Removal>> {
        @Override
        public String reason() {
            return "remove " + kind.text() + " " + String.join(", ", namesOrIds);
        }

        @Override
        public Planned<List<Removal>> plan(ClusterState state, Context context) {
            var changes = new ArrayList<Change>();
            var removals = new ArrayList<Removal>();
            var draft = state;
            for (var nameOrId : namesOrIds) {
                switch (ContentPlans.remove(draft, kind, nameOrId)) {
                    case ContentPlans.Outcome.Refused(var why) ->
                        removals.add(new Removal(nameOrId, Optional.of(why.sentence())));
                    case ContentPlans.Outcome.Accepted(var _, var _, var more) -> {
                        removals.add(new Removal(nameOrId, Optional.empty()));
                        changes.addAll(more);
                        draft = draft.with(more);
                    }
                }
            }
            return new Planned.Accepted<>(changes, _ -> List.copyOf(removals));
        }

        @Override
        public List<Removal> again(Answered answered) {
            return removed(namesOrIds);
        }
    }

    /** All of them went. */
    static List<Removal> removed(List<String> namesOrIds) {
        return namesOrIds.stream()
                .map(name -> new Removal(name, Optional.empty()))
                .toList();
    }

    /** Names of the services whose current spec names the secret or config. */
    static List<String> users(ClusterState state, String name, Function<ServiceSpec, List<FileReference>> files) {
        return state.services()
                .values()
                .filter(service -> files.apply(state.spec(service)).stream()
                        .anyMatch(file -> file.name().equals(name)))
                .map(io.stackctl.cluster.Service::name)
                .sorted()
                .toList();
    }
}
