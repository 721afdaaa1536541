package io.stackctl.spec;

/** The rule for names of services and networks, which are asked for by name: the peer's manager's. */
public final class DnsName {
    /** Characters of a name at the most. */
    public static final int LONGEST = 63;

    private DnsName() {}

    public static boolean tooLong(String name) {
        return name.length() > LONGEST;
    }

    /** Letters, digits, and between them {@code -} and {@code _}; false also for what is too long. */
    public static boolean valid(String name) {
        if (name.isEmpty() || tooLong(name)) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isLetterOrDigit(name.charAt(i)) && name.charAt(i) != '-' && name.charAt(i) != '_') {
                return false;
            }
        }
        return isLetterOrDigit(name.charAt(0)) && isLetterOrDigit(name.charAt(name.length() - 1));
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
