package io.stackctl.cli;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The variables that the user has. The launcher puts back what its shell changed, but sets one variable itself: LC_ALL,
 * by which the JVM reads bytes as UTF-8. It hands the user's own over beside it.
 */
final class UserEnvironment {
    private static final String OWN_LOCALE = "LC_ALL";
    private static final String USER_LOCALE = "STACKCTL_USER_LC_ALL";

    private UserEnvironment() {}

    static SortedMap<String, String> variables(Map<String, String> process) {
        var variables = new TreeMap<>(process);
        String handed = variables.remove(USER_LOCALE);
        if (handed != null) {
            variables.remove(OWN_LOCALE);
            if (handed.startsWith("=")) {
                variables.put(OWN_LOCALE, handed.substring(1));
            }
        }
        return Collections.unmodifiableSortedMap(variables);
    }
}
