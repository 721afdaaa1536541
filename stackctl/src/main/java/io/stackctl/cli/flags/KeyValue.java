package io.stackctl.cli.flags;

/** A {@code key=value} text; without an equals sign the value is empty. */
record KeyValue(String key, String value) {
    static KeyValue of(String text) throws FlagException {
        int equals = text.indexOf('=');
        var pair = equals < 0
                ? new KeyValue(text, "")
                : new KeyValue(text.substring(0, equals), text.substring(equals + 1));
        if (pair.key().isEmpty()) {
            throw new FlagException("write key=value");
        }
        return pair;
    }

    /** One with a value. */
    static KeyValue whole(String text) throws FlagException {
        if (text.indexOf('=') < 0) {
            throw new FlagException("write key=value");
        }
        return of(text);
    }
}
