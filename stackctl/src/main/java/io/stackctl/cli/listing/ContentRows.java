package io.stackctl.cli.listing;

import io.stackctl.cli.client.Answers.Contents;
import io.stackctl.cli.client.Answers.StoredContent;
import io.stackctl.cli.client.ContentKind;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.template.Value;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Rows of {@code stackctl secret ls} and {@code stackctl config ls}. */
public final class ContentRows {
    private static final String[] HEADERS = {
        "ID",
        "ID",
        "Name",
        "NAME",
        "Driver",
        "DRIVER",
        "CreatedAt",
        "CREATED",
        "UpdatedAt",
        "UPDATED",
        "Labels",
        "LABELS"
    };
    private static final Layout SECRETS = Layout.of(
            "{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.CreatedAt}}\t{{.UpdatedAt}}",
            "{{.ID}}",
            "id: {{.ID}}\nname: {{.Name}}\ncreated: {{.CreatedAt}}",
            HEADERS);
    private static final Layout CONFIGS = Layout.of(
            "{{.ID}}\t{{.Name}}\t{{.CreatedAt}}\t{{.UpdatedAt}}",
            "{{.ID}}",
            "id: {{.ID}}\nname: {{.Name}}\ncreated: {{.CreatedAt}}",
            HEADERS);

    private ContentRows() {}

    public static Layout layout(ContentKind kind) {
        return switch (kind) {
            case SECRET -> SECRETS;
            case CONFIG -> CONFIGS;
        };
    }

    /** Reads the flags that narrow these lists. */
    public static Filters filters(List<String> flags) {
        return Filters.parse(flags, "id", "label", "name");
    }

    public static List<Value.Struct> of(ContentKind kind, Contents contents, Filters filters, Instant now) {
        return contents.contents().stream()
                .filter(content -> filters.any("id", content.id()::startsWith)
                        && filters.any("name", content.name()::startsWith)
                        && filters.labels("label", content.labels()))
                .sorted(Comparator.comparing(StoredContent::name, NaturalOrder.COMPARATOR)
                        .thenComparing(StoredContent::createdAt, Comparator.reverseOrder()))
                .map(content -> row(kind, content, now))
                .toList();
    }

    private static Value.Struct row(ContentKind kind, StoredContent content, Instant now) {
        var row = new RowBuilder()
                .put("ID", content.id())
                .put("Name", content.name())
                .put("CreatedAt", Cells.ago(content.createdAt(), now))
                .put("UpdatedAt", Cells.ago(content.createdAt(), now))
                .put("Labels", Cells.labels(content.labels()))
                .put("Label", Cells.label(content.labels()));
        return (kind == ContentKind.SECRET ? row.put("Driver", "") : row).row();
    }
}
