package io.stackctl.cli.listing;

import io.stackctl.cli.client.Answers.StackSummary;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.template.Value;
import java.util.Comparator;
import java.util.List;

/** Rows of {@code stackctl ls}. */
public final class StackRows {
    public static final Layout LAYOUT = Layout.of(
            "{{.Name}}\t{{.Services}}",
            "{{.Name}}",
            "name: {{.Name}}\nservices: {{.Services}}",
            "Name",
            "NAME",
            "Services",
            "SERVICES");

    private StackRows() {}

    public static List<Value.Struct> of(List<StackSummary> stacks) {
        return stacks.stream()
                .sorted(Comparator.comparing(summary -> summary.stack().name(), NaturalOrder.COMPARATOR))
                .map(summary -> new RowBuilder()
                        .put("Name", summary.stack().name())
                        .put("Services", Integer.toString(summary.services()))
                        .row())
                .toList();
    }
}
