package io.stackctl.cli.listing;

import io.stackctl.cli.output.Layout;
import io.stackctl.cli.template.Value;

/** Rows of {@code stackctl context ls}. */
public final class ContextRows {
    public static final Layout LAYOUT = Layout.of(
            "{{.Name}}{{if .Current}} *{{end}}\t{{.Description}}\t{{.Endpoint}}",
            "{{.Name}}",
            "name: {{.Name}}\nendpoint: {{.Endpoint}}",
            "Name",
            "NAME",
            "Description",
            "DESCRIPTION",
            "Endpoint",
            "ENDPOINT",
            "Current",
            "");

    private ContextRows() {}

    /** {@code current}: commands use it now. */
    public static Value.Struct of(String name, String description, String endpoint, boolean current) {
        return new RowBuilder()
                .put("Name", name)
                .put("Description", description)
                .put("Endpoint", endpoint)
                .put("Current", Value.of(current))
                .row();
    }
}
