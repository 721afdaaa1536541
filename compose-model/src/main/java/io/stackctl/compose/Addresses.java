package io.stackctl.compose;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Tells IP addresses from other text, without asking a resolver. */
public final class Addresses {
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final int GROUPS = 8;

    private Addresses() {}

    public static boolean isIp(String text) {
        return isIpv4(text) || isIpv6(text);
    }

    public static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        return parts.length == 4 && Arrays.stream(parts).allMatch(Addresses::isOctet);
    }

    private static boolean isOctet(String text) {
        return text.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(text) <= 255;
    }

    private static boolean isIpv6(String text) {
        String address = text;
        int lastColon = text.lastIndexOf(':');
        if (lastColon >= 0 && isIpv4(text.substring(lastColon + 1))) {
            address = text.substring(0, lastColon + 1) + "0:0";
        }
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(address.substring(0, gap));
        String tail = address.substring(gap + 2);
        int after = tail.isEmpty() ? 0 : groups(tail);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups of hexadecimal digits; -1 if something else is among them. */
    private static int groups(String text) {
        String[] parts = text.split(":", -1);
        return Arrays.stream(parts).allMatch(part -> GROUP.matcher(part).matches()) ? parts.length : -1;
    }
}
