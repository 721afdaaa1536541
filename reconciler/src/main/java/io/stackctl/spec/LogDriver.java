package io.stackctl.spec;

import java.util.Map;
import java.util.SortedMap;

/** Where a container's output goes. */
public record LogDriver(String name, SortedMap<String, String> options) {
    public LogDriver {
        options = Immutable.sorted((Map<String, String>) options);
    }
}
