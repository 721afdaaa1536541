package io.stackctl.compose;

import io.stackctl.spec.Platform;
import java.util.Optional;

/** Names of platforms: {@code os/architecture}, or either alone; a variant such as {@code v8} has no effect. */
public final class PlatformName {
    private static final String WORD = "[a-z0-9_.]+";

    private PlatformName() {}

    public static Optional<Platform> parse(String text) {
        if (text.matches(WORD)) {
            boolean system = text.equals("linux") || text.equals("windows");
            return Optional.of(system ? new Platform(text, "") : new Platform("", text));
        }
        String[] parts = text.split("/", -1);
        return text.matches(WORD + "/" + WORD + "(/" + WORD + ")?")
                ? Optional.of(new Platform(parts[0], parts[1]))
                : Optional.empty();
    }
}
