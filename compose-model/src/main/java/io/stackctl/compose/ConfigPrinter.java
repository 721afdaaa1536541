package io.stackctl.compose;

import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * Prints the loaded file as {@code config} shows it: one YAML document that means the same wherever it is read. Keys are
 * sorted, but for the sections.
 */
public final class ConfigPrinter {
    private static final List<String> SECTIONS =
            List.of("version", "name", "services", "networks", "volumes", "secrets", "configs");

    private final JsonGenerator out;
    private final boolean doublesDollars;
    private final Deque<Open> open = new ArrayDeque<>();

    private ConfigPrinter(JsonGenerator out, boolean doublesDollars) {
        this.out = out;
        this.doublesDollars = doublesDollars;
    }

    /** The file as text, as it is; it ends with a line break. Where it is read again, a dollar may start a variable. */
    public static String print(Yaml.Mapping file) {
        return print(file, false);
    }

    /** A file whose variables were replaced as text that means the same when it is read: a dollar in a value is doubled. */
    public static String printReplaced(Yaml.Mapping file) {
        return print(file, true);
    }

    private static String print(Yaml.Mapping file, boolean doublesDollars) {
        StringWriter text = new StringWriter();
        YAMLFactory factory = YAMLFactory.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
                .enable(
                        YAMLWriteFeature.MINIMIZE_QUOTES,
                        YAMLWriteFeature.LITERAL_BLOCK_STYLE,
                        YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                .stringQuotingChecker(new GoQuoting())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(Integer.MAX_VALUE)
                        .build())
                .build();
        try (JsonGenerator out = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            new ConfigPrinter(out, doublesDollars).write(file);
        }
        return text.toString();
    }

    /** A collection that is being written; a stack of them instead of recursion, because extensions may be deep. */
    private record Open(boolean mapping, Iterator<Yaml.Entry> left) {}

    private void write(Yaml.Mapping file) {
        out.writeStartObject();
        open.push(new Open(
                true, file.entries().values().stream().sorted(topLevel()).iterator()));
        while (!open.isEmpty()) {
            Open current = open.element();
            if (current.left().hasNext()) {
                Yaml.Entry entry = current.left().next();
                if (current.mapping()) {
                    out.writeName(entry.key().name());
                }
                begin(entry.value());
            } else {
                open.pop();
                end(current);
            }
        }
    }

    private void begin(Yaml value) {
        switch (value) {
            case Yaml.Scalar scalar -> write(scalar.value());
            case Yaml.Sequence sequence -> {
                out.writeStartArray();
                List<Yaml.Entry> items = new ArrayList<>();
                sequence.items().forEach(item -> items.add(new Yaml.Entry(new Yaml.Key("", item.span()), item)));
                open.push(new Open(false, items.iterator()));
            }
            case Yaml.Mapping mapping -> {
                out.writeStartObject();
                open.push(new Open(
                        true,
                        mapping.entries().values().stream()
                                .sorted(Comparator.comparing(
                                        entry -> entry.key().name()))
                                .iterator()));
            }
        }
    }

    private void end(Open finished) {
        if (finished.mapping()) {
            out.writeEndObject();
        } else {
            out.writeEndArray();
        }
    }

    private void write(ScalarValue value) {
        switch (value) {
            case ScalarValue.Null() -> out.writeNull();
            case ScalarValue.Bool(var bool) -> out.writeBoolean(bool);
            case ScalarValue.Int(var number) -> out.writeNumber(number);
            case ScalarValue.Real _ -> out.writeNumber(value.print());
            case ScalarValue.Timestamp timestamp -> out.writeNumber(timestamp.yaml());
            case ScalarValue.Text(var text) -> out.writeString(doublesDollars ? text.replace("$", "$$") : text);
        }
    }

    private static Comparator<Yaml.Entry> topLevel() {
        return Comparator.comparingInt((Yaml.Entry entry) -> {
                    int index = SECTIONS.indexOf(entry.key().name());
                    return index < 0 ? SECTIONS.size() : index;
                })
                .thenComparing(entry -> entry.key().name());
    }

    /** Quotes what go-yaml, or an older reader, would not read as the same text. */
    private static final class GoQuoting extends StringQuotingChecker.Default {
        private static final long serialVersionUID = 1;

        @Override
        public boolean needToQuoteName(String name) {
            return super.needToQuoteName(name) || mustQuote(name);
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || mustQuote(value);
        }

        private static boolean mustQuote(String text) {
            boolean edges = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
            return edges
                    || !(ScalarValue.ofPlain(text) instanceof ScalarValue.Text(var same))
                    || !same.equals(text)
                    || hasControl(text);
        }

        private static boolean hasControl(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < ' ' && text.charAt(i) != '\n') {
                    return true;
                }
            }
            return false;
        }
    }
}
