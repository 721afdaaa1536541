package io.stackctl.node.control;

import io.stackctl.cluster.Answered;
import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.SecretId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.StoredSecret;
import io.stackctl.spec.FileReference;
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

    /** Makes a secret; gives its id. */
    record CreateSecret(
            RequestId id, String name, SortedMap<String, String> labels, Bytes content, Optional<String> templating)
            implements Request<String> {
        @Override
        public String reason() {
            return "create secret " + name;
        }

        @Override
        public Planned<String> plan(ClusterState state, Context context) {
            var problem = problem(name, content, Limits.SECRET_BYTES, "secret");
            if (problem.isPresent()) {
                return new Planned.Refused<>(problem.get());
            }
            if (state.secrets().values().anyMatch(secret -> secret.name().equals(name))) {
                return new Planned.Refused<>(taken("secret", name));
            }
            var vault = new ContentVault(state.settings().contentKey().orElseThrow());
            var made = new SecretId(context.ids().next());
            var secret = new StoredSecret(
                    made,
                    Optional.empty(),
                    name,
                    vault.secretVersion(name, content.toArray()),
                    labels,
                    vault.seal(name, content.toArray()),
                    context.now());
            return new Planned.Accepted<>(List.of(new Change.PutSecret(secret)), _ -> made.value());
        }

        @Override
        public String again(Answered answered) {
            return "";
        }
    }

    /** Makes a config; gives its id. */
    record CreateConfig(
            RequestId id, String name, SortedMap<String, String> labels, Bytes content, Optional<String> templating)
            implements Request<String> {
        @Override
        public String reason() {
            return "create config " + name;
        }

        @Override
        public Planned<String> plan(ClusterState state, Context context) {
            var problem = problem(name, content, Limits.CONFIG_BYTES, "config");
            if (problem.isPresent()) {
                return new Planned.Refused<>(problem.get());
            }
            if (state.configs().values().anyMatch(config -> config.name().equals(name))) {
                return new Planned.Refused<>(taken("config", name));
            }
            var made = new ConfigId(context.ids().next());
            var config = new StoredConfig(
                    made,
                    Optional.empty(),
                    name,
                    ContentVault.configVersion(content.toArray()),
                    labels,
                    content,
                    context.now());
            return new Planned.Accepted<>(List.of(new Change.PutConfig(config)), _ -> made.value());
        }

        @Override
        public String again(Answered answered) {
            return "";
        }
    }

    /** What became of one removal; {@code error} empty: it is removed. */
    record Removal(String nameOrId, Optional<String> error) {}

    /** Removes secrets, or configs; each that cannot be is answered for itself. */
    record Remove(RequestId id, boolean secrets, List<String> namesOrIds) implements Request<List<Removal>> {
        @Override
        public String reason() {
            return "remove " + (secrets ? "secrets " : "configs ") + String.join(", ", namesOrIds);
        }

        @Override
        public Planned<List<Removal>> plan(ClusterState state, Context context) {
            var changes = new ArrayList<Change>();
            var removals = new ArrayList<Removal>();
            for (var nameOrId : namesOrIds) {
                removals.add(new Removal(
                        nameOrId, secrets ? secret(state, nameOrId, changes) : config(state, nameOrId, changes)));
            }
            return new Planned.Accepted<>(changes, _ -> List.copyOf(removals));
        }

        @Override
        public List<Removal> again(Answered answered) {
            return namesOrIds.stream()
                    .map(name -> new Removal(name, Optional.empty()))
                    .toList();
        }

        private static Optional<String> secret(ClusterState state, String nameOrId, List<Change> changes) {
            var secret = Lookup.secret(state, nameOrId);
            if (secret.isEmpty()) {
                return Optional.of("secret " + nameOrId + " not found");
            }
            var users =
                    users(state, secret.get().name(), spec -> spec.container().secrets());
            if (users.isEmpty()) {
                changes.add(new Change.RemoveSecret(secret.get().id()));
                return Optional.empty();
            }
            return Optional.of(inUse("secret", secret.get().name(), users));
        }

        private static Optional<String> config(ClusterState state, String nameOrId, List<Change> changes) {
            var config = Lookup.config(state, nameOrId);
            if (config.isEmpty()) {
                return Optional.of("config " + nameOrId + " not found");
            }
            var users =
                    users(state, config.get().name(), spec -> spec.container().configs());
            if (users.isEmpty()) {
                changes.add(new Change.RemoveConfig(config.get().id()));
                return Optional.empty();
            }
            return Optional.of(inUse("config", config.get().name(), users));
        }
    }

    /** Names of the services whose current spec names the secret or config. */
    static List<String> users(
            ClusterState state, String name, Function<io.stackctl.spec.ServiceSpec, List<FileReference>> files) {
        return state.services()
                .values()
                .filter(service -> files.apply(state.spec(service)).stream()
                        .anyMatch(file -> file.name().equals(name)))
                .map(io.stackctl.cluster.Service::name)
                .sorted()
                .toList();
    }

    private static String inUse(String kind, String name, List<String> users) {
        return kind + " '" + name + "' is in use by the following service" + (users.size() > 1 ? "s" : "") + ": "
                + String.join(", ", users);
    }

    private static Optional<Refusal> problem(String name, Bytes content, int limit, String kind) {
        if (name.length() > NAME_LENGTH || !NAME.matcher(name).matches()) {
            return Optional.of(Refusal.of(
                    Refusal.Kind.INVALID,
                    "invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be"
                            + " [a-zA-Z0-9]"));
        }
        if (content.size() == 0 || content.size() >= limit) {
            return Optional.of(Refusal.of(
                    Refusal.Kind.INVALID, kind + " data must be larger than 0 and less than " + limit + " bytes"));
        }
        return Optional.empty();
    }

    private static Refusal taken(String kind, String name) {
        return Refusal.of(
                Refusal.Kind.ALREADY_EXISTS,
                kind + " " + name + " already exists: choose another name, or remove it with `stackctl " + kind + " rm "
                        + name + "`");
    }
}
