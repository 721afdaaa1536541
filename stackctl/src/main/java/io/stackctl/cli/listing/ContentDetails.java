package io.stackctl.cli.listing;

import io.stackctl.cli.client.Answers.StoredContent;
import io.stackctl.cli.client.ContentKind;
import io.stackctl.cli.template.Value;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;

/** What {@code inspect} shows of a secret or config. The content of a secret is never part of it. */
public final class ContentDetails {
    private static final DateTimeFormatter PRETTY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS '+0000 utc'", Locale.ROOT);

    private ContentDetails() {}

    /** In the shape of the engine's API. */
    public static Value.Struct of(ContentKind kind, StoredContent content) {
        var spec = new LinkedHashMap<String, Value>();
        spec.put("Name", Value.of(content.name()));
        spec.put("Labels", Value.of(content.labels()));
        if (kind == ContentKind.CONFIG) {
            spec.put(
                    "Data",
                    Value.of(
                            Base64.getEncoder().encodeToString(content.content().toArray())));
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("ID", Value.of(content.id()));
        fields.put("Version", version(content));
        fields.put("CreatedAt", Value.of(content.createdAt().toString()));
        fields.put("UpdatedAt", Value.of(content.createdAt().toString()));
        fields.put("Spec", new Value.Struct(spec));
        fields.put("UsedBy", Value.of(content.usedBy()));
        return new Value.Struct(fields);
    }

    private static Value version(StoredContent content) {
        var version = new LinkedHashMap<String, Value>();
        version.put("Content", Value.of(content.version()));
        return new Value.Struct(version);
    }

    /** As docker's {@code --pretty} prints it. */
    public static String pretty(ContentKind kind, StoredContent content) {
        var text = new StringBuilder();
        text.append("ID:\t\t\t").append(content.id()).append('\n');
        text.append("Name:\t\t\t").append(content.name()).append('\n');
        if (!content.labels().isEmpty()) {
            text.append("Labels:\n");
            content.labels()
                    .forEach((key, value) -> text.append(" - ")
                            .append(key)
                            .append(value.isEmpty() ? "" : "=" + value)
                            .append('\n'));
        }
        if (kind == ContentKind.SECRET) {
            text.append("Driver:\n");
        }
        text.append("Created at:            \t")
                .append(time(content.createdAt()))
                .append('\n');
        text.append("Updated at:            \t")
                .append(time(content.createdAt()))
                .append('\n');
        if (kind == ContentKind.CONFIG) {
            text.append("Data:\n")
                    .append(new String(content.content().toArray(), java.nio.charset.StandardCharsets.UTF_8));
            text.append('\n');
        }
        return text.toString();
    }

    private static String time(Instant instant) {
        return PRETTY.format(instant.atOffset(ZoneOffset.UTC));
    }
}
