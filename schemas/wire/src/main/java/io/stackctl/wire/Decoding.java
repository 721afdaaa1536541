package io.stackctl.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every {@code fromMessage} has in common: the check of the whole message, and parts that repeat or may be absent. */
final class Decoding {
    /** Makes a record of a checked message. */
    interface Reader<M, R> {
        R read(M message) throws DecodeException;
    }

    private Decoding() {}

    /** Checks the message with all its parts and reads it; what a record's constructor refuses is a damaged message. */
    static <M extends Message, R> R decode(M message, Reader<M, R> reader) throws DecodeException {
        MessageCheck.check(message);
        try {
            return reader.read(message);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException refused) {
            var name = message.getDescriptorForType().getName();
            throw new DecodeException("a " + name + " holds a value that cannot be: " + refused.getMessage(), refused);
        }
    }

    static <M extends Message> M parse(Parser<M> parser, byte[] bytes) throws DecodeException {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException damaged) {
            throw new DecodeException("the bytes are no message of stackctl: " + damaged.getMessage(), damaged);
        }
    }

    static <M, R> List<R> each(List<M> messages, Reader<M, R> reader) throws DecodeException {
        var records = new ArrayList<R>(messages.size());
        for (var message : messages) {
            records.add(reader.read(message));
        }
        return records;
    }

    static <M, R> Optional<R> when(boolean present, M message, Reader<M, R> reader) throws DecodeException {
        return present ? Optional.of(reader.read(message)) : Optional.empty();
    }

    static <T> Optional<T> when(boolean present, T value) {
        return present ? Optional.of(value) : Optional.empty();
    }

    static <A, M, K extends Comparable<K>, R> SortedMap<K, R> rows(Map<A, M> rows, Reader<A, K> key, Reader<M, R> value)
            throws DecodeException {
        var records = new TreeMap<K, R>();
        for (var row : rows.entrySet()) {
            records.put(key.read(row.getKey()), value.read(row.getValue()));
        }
        return records;
    }

    static <V> SortedMap<String, V> named(Map<String, V> rows) {
        return new TreeMap<>(rows);
    }
}
