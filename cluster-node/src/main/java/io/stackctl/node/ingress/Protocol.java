package io.stackctl.node.ingress;

import java.util.Locale;

/** What is spoken on a published port. */
public enum Protocol {
    TCP,
    UDP;

    /** As compose files write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
