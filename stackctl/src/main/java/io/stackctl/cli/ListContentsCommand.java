package io.stackctl.cli;

import io.stackctl.cli.client.ContentKind;
import io.stackctl.cli.listing.ContentRows;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** {@code stackctl secret ls} and {@code stackctl config ls}. */
final class ListContentsCommand implements Callable<Integer> {
    private final CommandContext context;
    private final ContentKind kind;

    @Mixin
    private final ListOptions list = new ListOptions();

    @Mixin
    private final FilterOption filter = new FilterOption();

    ListContentsCommand(CommandContext context, ContentKind kind) {
        this.context = context;
        this.kind = kind;
    }

    @Override
    public Integer call() throws Exception {
        var filters = ContentRows.filters(filter.flags);
        var listing = list.listing(ContentRows.layout(kind));
        try (var client = context.connect()) {
            var contents = client.contents(kind, List.of());
            context.print(listing.print(
                    ContentRows.of(kind, contents, filters, context.clock().instant())));
        }
        return ExitCode.SUCCESS.number();
    }
}
