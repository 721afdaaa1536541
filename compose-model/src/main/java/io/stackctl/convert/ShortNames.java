package io.stackctl.convert;

import tools.jackson.databind.node.ObjectNode;

/** Names in a file from those in the cluster: without the stack's prefix, where they have it. */
record ShortNames(String stack) {
    /** A name with characters that no key has, such as a template, gets a key like it. */
    String of(String name) {
        var prefix = stack + "_";
        boolean prefixed = name.startsWith(prefix) && name.length() > prefix.length();
        return (prefixed ? name.substring(prefix.length()) : name).replaceAll("[^a-zA-Z0-9._-]+", "_");
    }

    /** Says the name in the cluster where the key alone would give another. */
    void tell(ObjectNode body, String name) {
        if (!(stack + "_" + of(name)).equals(name)) {
            body.put("name", name);
        }
    }
}
