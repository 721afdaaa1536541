package io.stackctl.cli.listing;

import io.stackctl.cli.doctor.Finding;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.template.Value;
import java.util.Locale;

/** Rows of {@code stackctl doctor}. */
public final class FindingRows {
    public static final Layout LAYOUT = Layout.of(
            "{{.Level}}\t{{.Check}}\t{{.Finding}}\t{{.Remedy}}",
            "{{.Check}}",
            "level: {{.Level}}\ncheck: {{.Check}}",
            "Level",
            "LEVEL",
            "Check",
            "CHECK",
            "Finding",
            "FINDING",
            "Remedy",
            "REMEDY");

    private FindingRows() {}

    public static Value.Struct of(Finding finding) {
        return new RowBuilder()
                .put("Level", finding.level().name().toLowerCase(Locale.ROOT))
                .put("Check", finding.check())
                .put("Finding", finding.text())
                .put("Remedy", finding.remedy())
                .row();
    }
}
