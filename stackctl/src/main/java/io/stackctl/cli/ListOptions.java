package io.stackctl.cli;

import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.Listing;
import picocli.CommandLine.Mixin;

/** How any list is printed. */
final class ListOptions {
    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final QuietOption quiet = new QuietOption();

    Listing listing(Layout layout) throws CommandException {
        return new Listing(layout, format.output(), quiet.quiet);
    }
}
