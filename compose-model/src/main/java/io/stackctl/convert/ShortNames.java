package io.stackctl.convert;

import tools.jackson.databind.node.ObjectNode;

/** Names in a file from those in the cluster: without the stack's prefix, where they have it. */
record ShortNames(String stack) {
    String of(String name) {
        var prefix = stack + "_";
        return name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : name;
    }

    /** Says the name in the cluster where the key alone would give another. */
    void tell(ObjectNode body, String name) {
        if (of(name).equals(name)) {
            body.put("name", name);
        }
    }
}
