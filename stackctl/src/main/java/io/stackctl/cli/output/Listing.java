package io.stackctl.cli.output;

import io.stackctl.cli.template.GoTemplate;
import io.stackctl.cli.template.Json;
import io.stackctl.cli.template.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Prints rows in the way that the user asked for. */
public final class Listing {
    private final Layout layout;
    private final Output output;
    private final boolean quiet;

    /** @param quiet docker's {@code -q}; it matters to the default table and to {@code raw} alone */
    public Listing(Layout layout, Output output, boolean quiet) {
        this.layout = layout;
        this.output = output;
        this.quiet = quiet;
    }

    /**
     * The whole text, each line with its end.
     *
     * @throws io.stackctl.cli.template.TemplateException if the user's template is wrong
     */
    public String print(List<Value.Struct> rows) {
        return switch (output) {
            case Output.Table(var template) ->
                quiet && template.isEmpty() ? lines(layout.quiet(), rows) : table(template, rows);
            case Output.Template(var text) -> lines(text, rows);
            case Output.Raw _ -> quiet ? lines(rawQuiet(), rows) : lines(layout.raw(), rows);
            case Output.JsonLines _ -> lines("{{json .}}", rows);
            case Output.Json _ -> Json.indented(items(rows)) + "\n";
            case Output.Yaml _ -> Yaml.write(items(rows));
        };
    }

    private Value items(List<Value.Struct> rows) {
        if (quiet) {
            var template = GoTemplate.parse(layout.quiet());
            return Value.of(rows.stream().map(template::apply).toList());
        }
        return new Value.Items(List.copyOf(rows));
    }

    private String rawQuiet() {
        return layout.raw().lines().findFirst().orElse("") + "\n";
    }

    private String table(Optional<String> template, List<Value.Struct> rows) {
        var parsed = GoTemplate.parse(unescaped(template.orElse(layout.table())));
        var text = new StringBuilder();
        var first = rows.isEmpty()
                ? new LinkedHashMap<String, Value>()
                : rows.getFirst().fields();
        text.append(parsed.applyToHeaders(layout.headerRow(first))).append('\n');
        rows.forEach(row -> text.append(parsed.apply(row)).append('\n'));
        return TabAligner.align(text.toString());
    }

    private static String lines(String template, List<Value.Struct> rows) {
        var parsed = GoTemplate.parse(unescaped(template));
        var text = new StringBuilder();
        rows.forEach(row -> text.append(parsed.apply(row)).append('\n'));
        return text.toString();
    }

    /** In a shell's quotes a template holds a backslash and a letter, not a tab. */
    private static String unescaped(String template) {
        return template.strip().replace("\\t", "\t").replace("\\n", "\n");
    }
}
