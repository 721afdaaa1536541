package io.stackctl.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Bytes to text: UTF-8 unless a byte order mark says UTF-16; anything undecodable is a problem with its place. */
final class TextDecoder {
    private TextDecoder() {}

    sealed interface Result {}

    record Decoded(Source source, String text) implements Result {}

    record Undecodable(Source source, YamlProblem problem) implements Result {}

    static Result decode(int ordinal, String name, byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(ordinal, name, bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(ordinal, name, bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(ordinal, name, bytes, 2, StandardCharsets.UTF_16BE);
        }
        return decode(ordinal, name, bytes, 0, StandardCharsets.UTF_8);
    }

    private static Result decode(int ordinal, String name, byte[] bytes, int skip, Charset charset) {
        ByteBuffer input = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(input);
            return new Decoded(Source.of(ordinal, name, text.toString()), text.toString());
        } catch (CharacterCodingException e) {
            return undecodable(ordinal, name, bytes, skip, input.position(), charset);
        }
    }

    private static Result undecodable(int ordinal, String name, byte[] bytes, int skip, int stop, Charset charset) {
        String readable = new String(Arrays.copyOfRange(bytes, skip, stop), charset);
        Source source = Source.of(ordinal, name, new String(bytes, skip, bytes.length - skip, charset));
        String message = String.format("byte 0x%02X is not %s text", bytes[stop] & 0xFF, charset.name());
        Span place = Spans.at(source, readable, readable.codePointCount(0, readable.length()));
        return new Undecodable(source, new YamlProblem(YamlProblem.Kind.ENCODING, message, place, Optional.empty()));
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
