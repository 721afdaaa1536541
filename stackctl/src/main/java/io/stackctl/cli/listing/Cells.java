package io.stackctl.cli.listing;

import io.stackctl.cli.output.Durations;
import io.stackctl.cli.template.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Pieces that rows of several kinds share. */
final class Cells {
    private static final int SHORT_ID = 12;

    private Cells() {}

    static Value id(String id, boolean cut) {
        return Value.of(shortId(id, cut));
    }

    static String shortId(String id, boolean cut) {
        return cut && id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }

    /** {@code About a minute ago}. */
    static String ago(Instant then, Instant now) {
        return Durations.human(Duration.between(then, now)) + " ago";
    }

    static String lowerAgo(Instant then, Instant now) {
        return ago(then, now).toLowerCase(Locale.ROOT);
    }

    /** Docker's way with a state's name. */
    static String capital(Enum<?> state) {
        String name = state.name();
        return name.substring(0, 1) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** An image as people name it: without the digest when there is a tag. */
    static String image(String image) {
        int digest = image.indexOf('@');
        if (digest < 0) {
            return image;
        }
        String name = image.substring(0, digest);
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : image;
    }

    /** {@code key=value,other=value}. */
    static Value labels(Map<String, String> labels) {
        return Value.of(String.join(
                ",",
                new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .toList()));
    }

    static Value label(Map<String, String> labels) {
        return new Value.Method(name -> Value.of(labels.getOrDefault(name, "")));
    }

    /** On one line, and without anything that could steer a terminal. */
    static String oneLine(String text) {
        var clean = new StringBuilder();
        text.strip().codePoints().forEach(code -> clean.appendCodePoint(Character.isISOControl(code) ? ' ' : code));
        return clean.toString();
    }
}
