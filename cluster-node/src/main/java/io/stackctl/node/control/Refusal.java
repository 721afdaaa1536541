package io.stackctl.node.control;

import java.util.List;

/**
 * Why a request is not carried out.
 *
 * @param sentence for the user: what is wrong and what helps
 * @param details one line each, such as a reason per node
 */
public record Refusal(Kind kind, String sentence, List<String> details) {
    /** What a program may do about it. */
    public enum Kind {
        INVALID,
        NOT_FOUND,
        ALREADY_EXISTS,
        CONFLICT,
        CANNOT_BE_PLACED,
        /** What was reviewed is not what would be done. */
        STALE_PLAN,
        /** Somebody else holds the lock. */
        LOCKED
    }

    public Refusal {
        details = List.copyOf(details);
    }

    public static Refusal of(Kind kind, String sentence) {
        return new Refusal(kind, sentence, List.of());
    }
}
