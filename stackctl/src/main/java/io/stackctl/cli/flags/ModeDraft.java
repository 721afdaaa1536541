package io.stackctl.cli.flags;

import io.stackctl.spec.Mode;
import java.util.Optional;

/** How many tasks there shall be, while the flags say one thing after the other. */
final class ModeDraft {
    private static final String REPLICAS = "replicas can only be used with replicated or replicated-job mode";

    String kind;
    Optional<Integer> replicas = Optional.empty();
    Optional<Integer> concurrent = Optional.empty();
    private final Mode before;

    ModeDraft(Mode mode) {
        before = mode;
        kind = word(mode);
    }

    /** As the flag writes it. */
    static String word(Mode mode) {
        return switch (mode) {
            case Mode.Replicated _ -> "replicated";
            case Mode.Global _ -> "global";
            case Mode.ReplicatedJob _ -> "replicated-job";
            case Mode.GlobalJob _ -> "global-job";
        };
    }

    Mode mode() throws FlagException {
        if (concurrent.isPresent() && !kind.equals("replicated-job")) {
            throw new FlagException("max-concurrent can only be used with replicated-job mode");
        }
        return switch (kind) {
            case "replicated" -> new Mode.Replicated(replicas.orElseGet(this::count));
            case "replicated-job" -> {
                int completions = replicas.orElseGet(this::count);
                yield new Mode.ReplicatedJob(concurrent.orElseGet(() -> atOnce(completions)), completions);
            }
            case "global" -> each(new Mode.Global());
            case "global-job" -> each(new Mode.GlobalJob());
            default -> throw new FlagException("it is one of replicated, global, replicated-job, global-job");
        };
    }

    private Mode each(Mode mode) throws FlagException {
        if (replicas.isPresent()) {
            throw new FlagException(REPLICAS);
        }
        return mode;
    }

    private int count() {
        return switch (before) {
            case Mode.Replicated(int count) -> count;
            case Mode.ReplicatedJob(int _, int completions) -> completions;
            case Mode.Global _, Mode.GlobalJob _ -> 1;
        };
    }

    /** As many as before if the flags do not say, and all of them for a job whose number they change. */
    private int atOnce(int completions) {
        return before instanceof Mode.ReplicatedJob(int several, int all) && all == completions ? several : completions;
    }
}
