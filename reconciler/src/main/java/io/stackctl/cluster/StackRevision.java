package io.stackctl.cluster;

import io.stackctl.spec.Immutable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One deployed shape of a whole stack. Numbers only grow; going back to 42 makes 44 that restores 42.
 *
 * @param author the user who deployed, as the client said
 * @param gitRevision of the work tree that held the file
 * @param services short name to the spec that this revision runs
 * @param networks ids of the stack's networks; likewise secrets and configs
 * @param onFailure instead of what each service's update says; empty when the user did not say
 */
public record StackRevision(
        long number,
        Instant at,
        String author,
        String message,
        Optional<String> gitRevision,
        Optional<Long> restores,
        SortedMap<String, SpecKey> services,
        List<NetworkId> networks,
        List<SecretId> secrets,
        List<ConfigId> configs,
        Result result,
        Optional<OnFailure> onFailure) {
    /** How the rollout of a revision ended, or that it goes on. */
    public enum Result {
        ROLLING,
        SETTLED,
        PAUSED,
        FAILED,
        SUPERSEDED
    }

    /** What becomes of a rollout in which too many tasks of a service fail. */
    public enum OnFailure {
        /** The whole stack goes back to the newest revision that settled. */
        ROLLBACK,
        /** The service stops where it is. */
        PAUSE,
        /** The service goes on, failures or not. */
        KEEP
    }

    public StackRevision {
        services = Immutable.sorted((Map<String, SpecKey>) services);
        networks = List.copyOf(networks);
        secrets = List.copyOf(secrets);
        configs = List.copyOf(configs);
    }

    public StackRevision with(Result other) {
        return new StackRevision(
                number,
                at,
                author,
                message,
                gitRevision,
                restores,
                services,
                networks,
                secrets,
                configs,
                other,
                onFailure);
    }

    /** The revision after this one, which brings back an older one, as far as its services are still there. */
    public StackRevision restoring(StackRevision older, Instant when, String why, SortedMap<String, SpecKey> restored) {
        return new StackRevision(
                number + 1,
                when,
                author,
                why,
                older.gitRevision,
                Optional.of(older.number),
                restored,
                older.networks,
                older.secrets,
                older.configs,
                Result.ROLLING,
                Optional.empty());
    }
}
