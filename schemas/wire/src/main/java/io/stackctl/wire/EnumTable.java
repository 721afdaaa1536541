package io.stackctl.wire;

import java.util.EnumMap;
import java.util.Map;

/**
 * The two directions between an enum of ours and that of a message, matched by name: {@code READY} is
 * {@code DESIRED_READY} with the prefix {@code DESIRED_}. Making a table fails when a value has no counterpart.
 */
final class EnumTable<E extends Enum<E>, M extends Enum<M>> {
    private final Class<E> type;
    private final Map<E, M> messages;
    private final Map<M, E> values;

    private EnumTable(Class<E> type, Map<E, M> messages, Map<M, E> values) {
        this.type = type;
        this.messages = messages;
        this.values = values;
    }

    static <E extends Enum<E>, M extends Enum<M>> EnumTable<E, M> of(Class<E> type, Class<M> message, String prefix) {
        var messages = new EnumMap<E, M>(type);
        var values = new EnumMap<M, E>(message);
        for (var value : type.getEnumConstants()) {
            var counterpart = Enum.valueOf(message, prefix + value.name());
            messages.put(value, counterpart);
            values.put(counterpart, value);
        }
        return new EnumTable<>(type, messages, values);
    }

    M toMessage(E value) {
        var message = messages.get(value);
        if (message == null) {
            throw new IllegalStateException("no message for " + value);
        }
        return message;
    }

    E fromMessage(M message) throws DecodeException {
        var value = values.get(message);
        if (value == null) {
            throw DecodeException.fromNewerVersion(message.name() + " as a value of " + type.getSimpleName());
        }
        return value;
    }
}
