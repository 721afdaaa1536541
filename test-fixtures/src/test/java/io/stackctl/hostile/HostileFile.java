package io.stackctl.hostile;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A file that asks too much, and whether it is to be accepted. */
enum HostileFile {
    DEEP_BLOCK(true, "x-a:\n" + lines(3_000, i -> " ".repeat(i + 1) + "k:") + "services: {}\n"),
    DEEP_FLOW_ALLOWED(true, "x-a: " + "[".repeat(9_990) + "]".repeat(9_990) + "\nservices: {}\n"),
    DEEP_FLOW_REFUSED(false, "x-a: " + "[".repeat(10_010) + "]".repeat(10_010) + "\n"),
    DEEP_FLOW_OPEN(false, "x-a: " + "[".repeat(200_000)),
    DEEP_SERVICES(false, "services: " + "{a: ".repeat(9_000) + "}".repeat(9_000) + "\n"),
    ALIAS_BOMB(false, "x-a: &a [x,x,x,x,x,x,x,x,x]\n" + bomb()),
    MERGE_BOMB(false, "x-a: &a {k0: v}\n" + mergeBomb() + "services: {}\n"),
    ALIAS_CYCLE(false, "x-a: &a [*a]\nservices: {}\n"),
    LONG_TEXT(true, service("labels: {a: " + "x".repeat(8_000_000) + "}")),
    LONG_VARIABLES(false, service("labels: {a: '" + "${A+".repeat(2_000_000) + "'}")),
    LONG_DEFAULTS(true, service("labels: {a: '" + "$A-".repeat(2_600_000) + "'}")),
    MANY_VARIABLES_IN_ONE_VALUE(true, service("labels: {a: '" + "${A}".repeat(2_000_000) + "'}")),
    NESTED_DEFAULTS(true, service("labels: {a: '" + "${A:-".repeat(1_000_000) + "}".repeat(1_000_000) + "'}")),
    MANY_DROPPED_DOLLARS(true, service("labels: {a: '" + "$.".repeat(2_000_000) + "$A'}")),
    LONG_LINE_WITH_MISTAKE(false, service("labels: {a: " + "x".repeat(4_000_000) + "}, imagee: b")),
    MANY_SERVICES(true, "services:\n" + lines(60_000, HostileFile::soundService)),
    MANY_MISTAKES(false, "services:\n" + lines(60_000, i -> "  s" + i + ": {image: a, imagee: b}")),
    MANY_MISTAKES_IN_ONE_LINE(
            false, "services: {" + each(60_000, i -> "s" + i + ": {image: 1, a\uD83D\uDE00: b}, ") + "}\n"),
    MANY_EQUAL_ITEMS(false, service("cap_add: [" + each(200_000, i -> "C" + i / 2 + ",") + "]")),
    MANY_EXTENDING(true, "services:\n  base: {image: a}\n" + lines(60_000, i -> "  s" + i + ": {extends: base}")),
    MANY_UNDEFINED(
            true,
            "services:\n"
                    + lines(20_000, i -> "  s" + i + ": {image: a, networks: [front" + i + "x]}")
                    + "networks:\n"
                    + lines(20_000, i -> "  front" + i + ":")),
    CHAIN_OF_DEPENDENCIES(
            true,
            "services:\n  s0: {image: a, depends_on: [s59999]}\n"
                    + lines(59_999, i -> "  s" + (i + 1) + ": {image: a, depends_on: [s" + i + "]}")),
    MANY_SMALL_VALUES(false, "x-a: [" + "a,".repeat(4_000_000) + "]\nservices: {}\n"),
    MANY_UNSET(true, "services:\n" + lines(20_000, i -> "  s" + i + ": {image: \"a:${V" + i + "}x\"}")),
    MANY_PORTS(true, service("ports: [" + "'1-65535:1-65535', ".repeat(1) + "'1-60000:1-60000/udp']")),
    MANY_ITEMS(true, service("cap_add: [" + lines(200_000, i -> "C" + i + ",") + "]")),
    NOT_UTF8(false, service("labels: {a: \"\u00e9\"}"), StandardCharsets.ISO_8859_1),
    UTF16(true, "\uFEFF" + service("labels: {a: b}"), StandardCharsets.UTF_16LE),
    MARKED_UTF8(true, "\uFEFF" + service("labels: {a: b}")),
    ONLY_CARRIAGE_RETURNS(true, service("labels: {a: b}").replace('\n', '\r')),
    NUL(false, service("labels: {a: \"\0\"}")),
    INCLUDES_ITSELF(false, "include: [compose.yaml]\nservices: {}\n"),
    EXTENDS_IN_A_CHAIN(
            true, "services:\n  s0: {image: a}\n" + lines(400, i -> "  s" + (i + 1) + ": {extends: s" + i + "}"));

    private final boolean accepted;
    private final String text;
    private final Charset charset;

    HostileFile(boolean accepted, String text) {
        this(accepted, text, StandardCharsets.UTF_8);
    }

    HostileFile(boolean accepted, String text, Charset charset) {
        this.accepted = accepted;
        this.text = text;
        this.charset = charset;
    }

    boolean accepted() {
        return accepted;
    }

    Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("compose.yaml"), text, charset);
    }

    private interface Line {
        String at(int number);
    }

    private static String lines(int count, Line line) {
        return IntStream.range(0, count).mapToObj(line::at).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String each(int count, Line line) {
        return IntStream.range(0, count).mapToObj(line::at).collect(Collectors.joining());
    }

    private static String service(String attribute) {
        return "services: {web: {image: nginx, " + attribute + "}}\n";
    }

    private static String soundService(int number) {
        return "  s%d:\n    image: x:%d\n    labels: [a=%d]".formatted(number, number, number);
    }

    private static String bomb() {
        return List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
                .map(name -> {
                    char next = (char) (name.charAt(0) + 1);
                    return "x-" + next + ": &" + next + " [" + ("*" + name + ",").repeat(9) + "]\n";
                })
                .collect(Collectors.joining());
    }

    private static String mergeBomb() {
        return IntStream.range(0, 25)
                .mapToObj(i -> {
                    char before = (char) ('a' + i);
                    char next = (char) ('a' + i + 1);
                    return next > 'z'
                            ? ""
                            : "x-" + next + ": &" + next + " {one: *" + before + ", two: *" + before + "}\n";
                })
                .collect(Collectors.joining());
    }
}
