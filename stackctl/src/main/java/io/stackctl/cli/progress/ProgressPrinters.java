package io.stackctl.cli.progress;

import java.io.PrintStream;
import java.time.ZoneId;
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
}
