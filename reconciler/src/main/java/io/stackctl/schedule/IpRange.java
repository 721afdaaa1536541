package io.stackctl.schedule;

import io.stackctl.spec.Ipv4Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One IP address, or those that share a prefix; version 4 or 6, in any of the forms that people write. */
record IpRange(BigInteger bits, int width, int prefix) {
    /** Reads an address, or an address with {@code /prefix}; anything else is empty. */
    static Optional<IpRange> parse(String text) {
        int slash = text.indexOf('/');
        var single = address(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0 || single.isEmpty()) {
            return single;
        }
        var prefix = text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}") || Integer.parseInt(prefix) > single.get().width) {
            return Optional.empty();
        }
        return single.map(it -> new IpRange(it.bits, it.width, Integer.parseInt(prefix)));
    }

    boolean contains(IpRange other) {
        return width == other.width
                && prefix <= other.prefix
                && bits.shiftRight(width - prefix).equals(other.bits.shiftRight(width - prefix));
    }

    private static Optional<IpRange> address(String text) {
        return text.contains(":")
                ? six(text)
                : Ipv4Address.parse(text).map(four -> new IpRange(BigInteger.valueOf(four.unsigned()), 32, 32));
    }

    private static Optional<IpRange> six(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(all -> all.size() == 8).map(IpRange::of);
        }
        var before = groups(text.substring(0, gap));
        var after = groups(text.substring(gap + 2));
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        var all = new ArrayList<>(before.get());
        int missing = 8 - all.size() - after.get().size();
        for (int i = 0; i < missing; i++) {
            all.add(0);
        }
        all.addAll(after.get());
        return missing < 1 ? Optional.empty() : Optional.of(of(all));
    }

    private static IpRange of(List<Integer> groups) {
        var bits = BigInteger.ZERO;
        for (int group : groups) {
            bits = bits.shiftLeft(16).add(BigInteger.valueOf(group));
        }
        return new IpRange(bits, 128, 128);
    }

    /** Groups of 16 bits between colons; the last may be a dotted address of version 4. */
    private static Optional<List<Integer>> groups(String text) {
        var groups = new ArrayList<Integer>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        var parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            var four = Ipv4Address.parse(parts[i]);
            if (four.isPresent() && i == parts.length - 1) {
                groups.add(four.get().bits() >>> 16);
                groups.add(four.get().bits() & 0xffff);
            } else if (parts[i].matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(parts[i], 16));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(groups);
    }
}
