package io.stackctl.cli.progress;

import io.stackctl.cli.ci.JUnitReport;
import io.stackctl.cli.ci.Place;
import io.stackctl.cli.ci.WorkflowCommands;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Makes the printers. */
public final class ProgressPrinters {
    private ProgressPrinters() {}

    /** For a terminal. {@code width}: its columns, asked at each drawing. */
    public static ProgressPrinter live(PrintStream err, boolean colour, IntSupplier width) {
        return new LiveProgress(err, colour, width);
    }

    /** For a log. */
    public static ProgressPrinter plain(PrintStream err, String stack, ZoneId zone) {
        return new PlainProgress(err, stack, zone);
    }

    /** For a program. */
    public static ProgressPrinter json(PrintStream err, String stack) {
        return new JsonProgress(err, stack);
    }

    /** For nobody. */
    public static ProgressPrinter quiet(PrintStream err) {
        return new QuietProgress(err);
    }

    /** For a GitHub runner. {@code places}: of services, by short name. */
    public static ProgressPrinter gitHub(
            ProgressPrinter look, WorkflowCommands commands, String subject, SortedMap<String, Place> places) {
        return new GitHubProgress(look, commands, subject, places);
    }

    /** With a report at the end. {@code services}: of the files, by short name. */
    public static ProgressPrinter reporting(
            ProgressPrinter look, String stack, List<String> services, Consumer<JUnitReport> target) {
        return new ReportProgress(look, stack, services, target);
    }
}
