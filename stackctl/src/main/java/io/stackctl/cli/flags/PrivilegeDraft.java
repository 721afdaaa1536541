package io.stackctl.cli.flags;

import io.stackctl.convert.Capabilities;
import io.stackctl.spec.Privileges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a container may do, while that is being edited. */
final class PrivilegeDraft {
    final List<String> added;
    final List<String> dropped;
    final TreeMap<String, String> sysctls;
    final TreeMap<String, Privileges.Ulimit> ulimits = new TreeMap<>();
    boolean readOnlyRoot;
    Optional<String> isolation;
    private final Privileges before;

    PrivilegeDraft(Privileges privileges) {
        before = privileges;
        added = new ArrayList<>(privileges.capabilitiesAdded());
        dropped = new ArrayList<>(privileges.capabilitiesDropped());
        sysctls = new TreeMap<>(privileges.sysctls());
        privileges.ulimits().forEach(limit -> ulimits.put(limit.name(), limit));
        readOnlyRoot = privileges.readOnlyRoot();
        isolation = privileges.isolation();
    }

    /** In the one spelling; what the other list had of it goes. */
    void capability(String name, List<String> to, List<String> from) {
        var normal = Capabilities.of(List.of(name), List.of()).added();
        from.removeAll(normal);
        normal.stream().filter(capability -> !to.contains(capability)).forEach(to::add);
        to.sort(Comparator.naturalOrder());
    }

    Privileges privileges() {
        return new Privileges(
                added,
                dropped,
                sysctls,
                List.copyOf(ulimits.values()),
                readOnlyRoot,
                before.privileged(),
                before.securityOptions(),
                before.oomScoreAdjustment(),
                isolation);
    }
}
