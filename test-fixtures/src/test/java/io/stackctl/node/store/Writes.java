package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Change;
import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.ConfigId;
import io.stackctl.cluster.RequestId;
import io.stackctl.cluster.StoredConfig;
import io.stackctl.cluster.Transaction;
import io.stackctl.spec.ContentVersion;
import io.stackctl.spec.Immutable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A numbered row of transactions. Each puts a config whose content follows from its number, answers the request of that
 * number, and forgets the one that is {@link #KEPT} older: so a state tells whether it has all that was acknowledged.
 */
final class Writes {
    static final int KEPT = 400;
    private static final Instant AT = Instant.ofEpochSecond(1_800_000_000, 5);

    private Writes() {}

    /** The number of the last write in the state, 0 for none. */
    static long last(ClusterState state) {
        return state.requests().keys().mapToLong(Writes::number).max().orElse(0);
    }

    static Transaction next(ClusterState state) {
        return write(state, last(state) + 1);
    }

    private static Transaction write(ClusterState state, long number) {
        return write(state, number, content(number));
    }

    static Transaction write(ClusterState state, long number, byte[] content) {
        var changes = new ArrayList<Change>();
        changes.add(new Change.PutConfig(new StoredConfig(
                config(number),
                Optional.empty(),
                "config " + number,
                new ContentVersion("v"),
                Immutable.emptyMap(),
                Bytes.of(content),
                AT)));
        if (number > KEPT) {
            changes.add(new Change.RemoveConfig(config(number - KEPT)));
            changes.add(new Change.RemoveAnswer(request(number - KEPT)));
        }
        return new Transaction(state.revision(), AT, "write " + number, List.of(request(number)), changes);
    }

    /** What is wrong with the state; empty when it holds the last writes, all and as they were written. */
    static Optional<String> wrong(ClusterState state) {
        long last = last(state);
        long first = Math.max(1, last - KEPT + 1);
        if (state.revision().value() != last) {
            return Optional.of("revision " + state.revision() + " after write " + last);
        }
        if (state.requests().size() != last - first + 1 || state.configs().size() != last - first + 1) {
            return Optional.of(state.requests().size() + " requests and "
                    + state.configs().size() + " configs from " + first + " to " + last);
        }
        for (long number = first; number <= last; number++) {
            var config = state.configs().get(config(number));
            if (!state.requests().contains(request(number))
                    || config.isEmpty()
                    || !config.get().content().equals(Bytes.of(content(number)))) {
                return Optional.of("write " + number + " of " + last + " is not there as it was written");
            }
        }
        return Optional.empty();
    }

    private static byte[] content(long number) {
        var random = new Random(number);
        var content = new byte[random.nextInt(50) == 0 ? 100_000 : random.nextInt(2_000)];
        random.nextBytes(content);
        return content;
    }

    private static RequestId request(long number) {
        return new RequestId("write-" + number);
    }

    private static long number(RequestId request) {
        return Long.parseLong(request.value().substring("write-".length()));
    }

    private static ConfigId config(long number) {
        return new ConfigId("config-" + number);
    }
}
