package io.stackctl.cli.flags;

import java.util.List;

/**
 * A list that {@code create} fills with one flag, and that {@code update} changes with two: {@code --env}, and
 * {@code --env-add} and {@code --env-rm}. What is removed is looked for before anything is added.
 *
 * @param name without dashes
 * @param shortName of the flag of {@code create}, or empty
 * @param what is in the list, for the help
 */
record Pair(String name, String shortName, String label, String what, Flag.Edit add, String removed, Flag.Edit remove) {
    Pair(String name, String label, String what, Flag.Edit add, String removed, Flag.Edit remove) {
        this(name, "", label, what, add, removed, remove);
    }

    Flag create() {
        var flag = Flag.list("--" + name, label, capital(what), add);
        return shortName.isEmpty() ? flag : flag.alias(shortName);
    }

    List<Flag> update() {
        return List.of(
                Flag.list("--" + name + "-rm", removed, "Remove: " + what, remove),
                Flag.list("--" + name + "-add", label, "Add or update: " + what, add));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
