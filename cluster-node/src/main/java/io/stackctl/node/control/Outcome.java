package io.stackctl.node.control;

/** What a client hears of its request. */
public sealed interface Outcome<T> {
    record Done<T>(T reply) implements Outcome<T> {}

    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** This manager does not lead; nothing was done. Ask again, or another. */
    record NotLeader<T>() implements Outcome<T> {}

    /** It may or may not have been done: ask again with the same request id. */
    record Unknown<T>(String why) implements Outcome<T> {}
}
