package io.stackctl.cli;

import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.Listing;
import io.stackctl.cli.template.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stackctl version}. The daemon's is part of {@code stackctl info}. */
@Command(
        description = "Show the version of this tool",
        footerHeading = "%nExamples:%n",
        footer = {"  stackctl version", "  stackctl version --format '{{.Version}}'"})
final class VersionCommand implements Callable<Integer> {
    private static final Layout LAYOUT = Layout.of(
            "{{.Version}}\t{{.Java}}\t{{.Platform}}",
            "{{.Version}}",
            "version: {{.Version}}",
            "Version",
            "VERSION",
            "Java",
            "JAVA",
            "Platform",
            "PLATFORM");

    private final CommandContext context;

    @Mixin
    private final FormatOptions format = new FormatOptions();

    VersionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("Version", Value.of(Version.number()));
        fields.put("Java", Value.of(Runtime.version().toString()));
        fields.put("Platform", Value.of(System.getProperty("os.name") + "/" + System.getProperty("os.arch")));
        context.print(new Listing(LAYOUT, format.output(), false).print(List.of(new Value.Struct(fields))));
        return ExitCode.SUCCESS.number();
    }
}
