package io.stackctl.compose;

import io.stackctl.spec.Restart;
import java.util.Optional;

/**
 * The older {@code restart} of a service, which counts when {@code deploy.restart_policy} is absent.
 *
 * @param condition absent for {@code no}: the peer then takes its default, which restarts
 * @param attempts 0: no limit
 */
public record LegacyRestart(Optional<Restart.Condition> condition, int attempts) {
    /** The policy, or empty if the text is none. */
    public static Optional<LegacyRestart> parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Optional<Integer> attempts = colon < 0 ? Optional.of(0) : number(text.substring(colon + 1));
        return attempts.flatMap(number -> switch (name) {
            case "no", "" -> number == 0 ? Optional.of(new LegacyRestart(Optional.empty(), 0)) : Optional.empty();
            case "always", "unless-stopped" ->
                colon < 0 ? Optional.of(new LegacyRestart(Optional.of(Restart.Condition.ANY), 0)) : Optional.empty();
            case "on-failure" -> Optional.of(new LegacyRestart(Optional.of(Restart.Condition.ON_FAILURE), number));
            default -> Optional.<LegacyRestart>empty();
        });
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
