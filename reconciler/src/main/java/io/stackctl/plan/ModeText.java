package io.stackctl.plan;

import io.stackctl.spec.Mode;

/** The kinds of modes as compose files name them. */
final class ModeText {
    private ModeText() {}

    static String of(Mode mode) {
        return switch (mode) {
            case Mode.Replicated _ -> "replicated";
            case Mode.Global _ -> "global";
            case Mode.ReplicatedJob _ -> "replicated-job";
            case Mode.GlobalJob _ -> "global-job";
        };
    }
}
