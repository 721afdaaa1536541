package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.single;

import io.stackctl.spec.Rollout;
import java.util.List;
import java.util.function.Function;

/** How an update, or a rollback, goes over the tasks. */
final class RolloutFlags {
    private RolloutFlags() {}

    /** {@code prefix}: what the flags begin with. */
    static List<Flag> of(String prefix, String what, Function<ServiceDraft, RolloutDraft> rollout) {
        String start = "--" + prefix + "-";
        return List.of(
                single(
                        start + "parallelism",
                        "N",
                        "Maximum number of tasks in work at once, 0 for all (" + what + ", default 1)",
                        (draft, value) -> rollout.apply(draft).parallelism = Values.count(value)),
                single(
                        start + "delay",
                        "DURATION",
                        "Delay between tasks (" + what + ", default 0s)",
                        (draft, value) -> rollout.apply(draft).delay = Values.duration(value)),
                single(
                        start + "monitor",
                        "DURATION",
                        "Time after each task in which a failure counts (" + what + ", default 5s)",
                        (draft, value) -> rollout.apply(draft).monitor = Values.duration(value)),
                single(
                        start + "failure-action",
                        "ACTION",
                        "Action on failure: pause, continue or rollback (" + what + ", default pause)",
                        (draft, value) -> rollout.apply(draft).onFailure = action(prefix, value)),
                single(
                        start + "max-failure-ratio",
                        "RATIO",
                        "Failure rate to tolerate (" + what + ", default 0)",
                        (draft, value) -> rollout.apply(draft).maxFailureRatio = Values.ratio(value)),
                single(
                        start + "order",
                        "ORDER",
                        "Order: start-first or stop-first (" + what + ", default stop-first)",
                        (draft, value) ->
                                rollout.apply(draft).order = Values.word(value, List.of(Rollout.Order.values()))));
    }

    private static Rollout.OnFailure action(String prefix, String value) throws FlagException {
        var all = List.of(Rollout.OnFailure.values());
        return Values.word(value, prefix.equals("rollback") ? all.subList(0, 2) : all);
    }
}
