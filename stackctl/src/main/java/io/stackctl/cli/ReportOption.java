package io.stackctl.cli;

import io.stackctl.cli.ci.JUnitReport;
import io.stackctl.cli.progress.ProgressPrinter;
import io.stackctl.cli.progress.ProgressPrinters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** A report for the pipeline, written whatever the deploy comes to. */
final class ReportOption {
    private static final String JUNIT = "junit=";

    @Option(
            names = "--report",
            paramLabel = "junit=FILE",
            description = "Write a report with one test case a service, also when the deploy fails")
    private String report = "";

    void check() throws CommandException {
        if (!report.isEmpty() && (!report.startsWith(JUNIT) || report.length() == JUNIT.length())) {
            throw CommandException.error("invalid argument \"" + report + "\" for \"--report\" flag: write junit=FILE");
        }
    }

    /** {@code services}: of the files, by short name. */
    ProgressPrinter around(CommandContext context, ProgressPrinter look, String stack, List<String> services) {
        return report.isEmpty() ? look : ProgressPrinters.reporting(look, stack, services, all -> write(context, all));
    }

    private void write(CommandContext context, JUnitReport all) {
        String file = report.substring(JUNIT.length());
        try {
            Files.writeString(Path.of(file), all.xml());
        } catch (IOException failure) {
            context.tell("the report cannot be written to " + file + ": " + FileErrors.reason(failure));
        } catch (InvalidPathException notPath) {
            context.tell("the report cannot be written to " + file + ": this is no path");
        }
    }
}
