package io.stackctl.convert;

import io.stackctl.compose.model.Located;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The stack that objects belong to: it gives them their names and their label. */
record Scope(String stack) {
    /** On every object: the name of its stack. The peer's tools look for it too. */
    static final String NAMESPACE_LABEL = "com.docker.stack.namespace";

    /** On services: the image as the file names it, before tag and digest were added. */
    static final String IMAGE_LABEL = "com.docker.stack.image";

    String name(String key) {
        return stack + "_" + key;
    }

    /** The name given in the file, or the key with the stack's prefix. */
    String name(String key, Optional<Located<String>> given) {
        return given.map(Located::value).orElseGet(() -> name(key));
    }

    SortedMap<String, String> labels(SortedMap<String, String> own) {
        SortedMap<String, String> labels = new TreeMap<>(own);
        labels.put(NAMESPACE_LABEL, stack);
        return labels;
    }

    /** Without those that come by themselves. */
    SortedMap<String, String> own(SortedMap<String, String> labels) {
        SortedMap<String, String> own = new TreeMap<>(labels);
        own.remove(NAMESPACE_LABEL, stack);
        return own;
    }
}
