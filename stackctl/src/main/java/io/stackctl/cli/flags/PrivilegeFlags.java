package io.stackctl.cli.flags;

import static io.stackctl.cli.flags.Flag.list;
import static io.stackctl.cli.flags.Flag.single;
import static io.stackctl.cli.flags.Flag.toggle;

import io.stackctl.spec.Privileges;
import java.util.List;

/** What a container may do. */
final class PrivilegeFlags {
    private PrivilegeFlags() {}

    static List<Flag> common() {
        return List.of(
                toggle(
                        "--read-only",
                        "Mount the container's root filesystem as read only",
                        (draft, on) -> draft.container.privileges.readOnlyRoot = on),
                list("--cap-add", "CAPABILITY", "Add Linux capabilities", (draft, value) -> {
                    var privileges = draft.container.privileges;
                    privileges.capability(value, privileges.added, privileges.dropped);
                }),
                list("--cap-drop", "CAPABILITY", "Drop Linux capabilities", (draft, value) -> {
                    var privileges = draft.container.privileges;
                    privileges.capability(value, privileges.dropped, privileges.added);
                }),
                single(
                        "--isolation",
                        "ISOLATION",
                        "Service container isolation mode",
                        (draft, value) -> draft.container.privileges.isolation = ProcessFlags.text(value)),
                single("--credential-spec", "SPEC", "Not supported: it is for Windows nodes", (_, _) -> {
                    throw new FlagException("credential specs are for Windows nodes, which are not supported");
                }));
    }

    static List<Pair> pairs() {
        return List.of(
                new Pair(
                        "sysctl",
                        "KEY=VALUE",
                        "sysctl options",
                        (draft, value) -> {
                            var option = KeyValue.whole(value);
                            draft.container.privileges.sysctls.put(option.key(), option.value());
                        },
                        "KEY",
                        (draft, key) -> draft.container.privileges.sysctls.remove(key)),
                new Pair(
                        "ulimit",
                        "NAME=SOFT[:HARD]",
                        "ulimit options",
                        (draft, value) -> {
                            var limit = ulimit(KeyValue.whole(value));
                            draft.container.privileges.ulimits.put(limit.name(), limit);
                        },
                        "NAME",
                        (draft, name) -> draft.container.privileges.ulimits.remove(name)));
    }

    private static Privileges.Ulimit ulimit(KeyValue text) throws FlagException {
        var parts = text.value().split(":", 2);
        long soft = bound(parts[0]);
        long hard = parts.length > 1 ? bound(parts[1]) : soft;
        if (hard != -1 && (soft > hard || soft == -1)) {
            throw new FlagException("the soft limit must not be above the hard one");
        }
        return new Privileges.Ulimit(text.key(), soft, hard);
    }

    private static long bound(String text) throws FlagException {
        return text.equals("-1") || text.equals("unlimited") ? -1 : Values.whole(text, Long.MAX_VALUE);
    }
}
