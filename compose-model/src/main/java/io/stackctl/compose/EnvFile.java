package io.stackctl.compose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of {@code NAME=value} lines. Values are taken as they stand: no quotes, no variables, no comments behind them.
 * Lines that start with {@code #} and empty lines are left out.
 */
public final class EnvFile {
    /** A line longer than this is a mistake, as it is for the peer. */
    private static final int LONGEST_LINE = 64 << 10;

    private EnvFile() {}

    /** What reading a file came to. */
    public sealed interface Result {}

    /** The lines that hold variables. */
    public record Parsed(List<Line> lines) implements Result {}

    /** {@code line}: counted from 1. */
    public record Invalid(int line, String reason) implements Result {}

    /** A variable. Values may be secret: the text form shows the name only. */
    public record Line(String name, Optional<String> value) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads the whole file. */
    public static Result parse(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new Invalid(1, "the file is not UTF-8 text");
        }
        List<Line> parsed = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = i == 0 && lines[0].startsWith("\uFEFF") ? lines[0].substring(1) : lines[i];
            if (line.length() >= LONGEST_LINE) {
                return new Invalid(i + 1, "the line is longer than 64 KiB");
            }
            String content = (line.endsWith("\r") ? line.substring(0, line.length() - 1) : line).stripLeading();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            int sign = content.indexOf('=');
            String name = sign < 0 ? content : content.substring(0, sign);
            if (name.isEmpty()) {
                return new Invalid(i + 1, "no variable name before `=`");
            }
            if (name.chars().anyMatch(Character::isWhitespace)) {
                return new Invalid(i + 1, "the variable name `" + name + "` holds blanks");
            }
            parsed.add(new Line(name, sign < 0 ? Optional.empty() : Optional.of(content.substring(sign + 1))));
        }
        return new Parsed(List.copyOf(parsed));
    }
}
