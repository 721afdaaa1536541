package io.stackctl.spec;

import java.util.regex.Pattern;

/** The rule for names of services and networks, which are asked for by name: the peer's manager's. */
public final class DnsName {
    /** Characters of a name at the most. */
    public static final int LONGEST = 63;

    private static final Pattern PATTERN = Pattern.compile("[a-zA-Z0-9](?:[-_]*[A-Za-z0-9])*");

    private DnsName() {}

    public static boolean tooLong(String name) {
        return name.length() > LONGEST;
    }

    /** Letters, digits, and between them {@code -} and {@code _}; false also for what is too long. */
    public static boolean valid(String name) {
        // The length first: a pattern with a loop needs a frame of the stack for each turn.
        return !tooLong(name) && PATTERN.matcher(name).matches();
    }
}
