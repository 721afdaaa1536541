package io.stackctl.node.dns;

/** What a message of a client turned out to be. */
sealed interface Received permits Query, Received.Unanswerable, Received.Noise {
    /** A message with a header but no question that we could answer; it gets the code alone. */
    record Unanswerable(int id, int flags, ResponseCode code) implements Received {}

    /** Too short for a header, or itself an answer: dropped. */
    record Noise() implements Received {}
}
