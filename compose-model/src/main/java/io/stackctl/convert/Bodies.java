package io.stackctl.convert;

import java.util.List;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fields of requests that are left out when they say nothing. */
final class Bodies {
    private Bodies() {}

    static void text(ObjectNode body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }

    static void flag(ObjectNode body, String name, boolean value) {
        if (value) {
            body.put(name, true);
        }
    }

    static void number(ObjectNode body, String name, long value) {
        if (value != 0) {
            body.put(name, value);
        }
    }

    static void texts(ObjectNode body, String name, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = body.putArray(name);
            values.forEach(array::add);
        }
    }

    static void pairs(ObjectNode body, String name, SortedMap<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = body.putObject(name);
            values.forEach(object::put);
        }
    }
}
