package io.stackctl.cli.flags;

import java.util.List;

/**
 * One flag: how it is called, and what it does.
 *
 * @param names the long one first
 * @param label of its value, for the help; empty for a switch
 */
public record Flag(List<String> names, Kind kind, String label, String description, Edit edit) {
    /** How often a flag counts. */
    public enum Kind {
        /** It is on, or with {@code =false} off. */
        SWITCH,
        /** The last value counts. */
        SINGLE,
        /** All values count. */
        LIST
    }

    /** What one value of a flag does to a service. */
    interface Edit {
        void apply(ServiceDraft draft, String value) throws FlagException;
    }

    /** What a switch does. */
    interface Switch {
        void apply(ServiceDraft draft, boolean on) throws FlagException;
    }

    public Flag {
        names = List.copyOf(names);
    }

    static Flag single(String name, String label, String description, Edit edit) {
        return new Flag(List.of(name), Kind.SINGLE, label, description, edit);
    }

    static Flag list(String name, String label, String description, Edit edit) {
        return new Flag(List.of(name), Kind.LIST, label, description, edit);
    }

    static Flag toggle(String name, String description, Switch edit) {
        return new Flag(
                List.of(name), Kind.SWITCH, "", description, (draft, value) -> edit.apply(draft, Values.flag(value)));
    }

    Flag alias(String shortName) {
        return new Flag(List.of(names.getFirst(), shortName), kind, label, description, edit);
    }
}
