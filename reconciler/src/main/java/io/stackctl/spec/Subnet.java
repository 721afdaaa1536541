package io.stackctl.spec;

import java.util.Optional;

/** An IPv4 network, such as {@code 10.0.1.0/24}. The base has no bit set beyond the prefix. */
public record Subnet(Ipv4Address base, int prefix) implements Comparable<Subnet> {
    public Subnet {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("a prefix lies between 0 and 32: " + prefix);
        }
        base = new Ipv4Address(base.bits() & mask(prefix));
    }

    /** Reads {@code a.b.c.d/n}; host bits are dropped; anything else is empty. */
    public static Optional<Subnet> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,2}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        if (prefix > 32) {
            return Optional.empty();
        }
        return Ipv4Address.parse(text.substring(0, slash)).map(base -> new Subnet(base, prefix));
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    /** How many addresses the network spans, network and broadcast address included. */
    public long size() {
        return 1L << (32 - prefix);
    }

    public boolean contains(Ipv4Address address) {
        return (address.bits() & mask(prefix)) == base.bits();
    }

    public boolean overlaps(Subnet other) {
        return prefix <= other.prefix ? contains(other.base) : other.contains(base);
    }

    public Ipv4Address first() {
        return base.plus(1);
    }

    public Ipv4Address broadcast() {
        return base.plus(size() - 1);
    }

    @Override
    public int compareTo(Subnet other) {
        int byBase = base.compareTo(other.base);
        return byBase != 0 ? byBase : Integer.compare(prefix, other.prefix);
    }

    @Override
    public String toString() {
        return base + "/" + prefix;
    }
}
