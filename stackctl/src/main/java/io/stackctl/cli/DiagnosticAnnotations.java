package io.stackctl.cli;

import io.stackctl.cli.ci.Place;
import io.stackctl.cli.ci.WorkflowCommands;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Span;

/** Mistakes of the files as annotations, where a runner reads along. */
final class DiagnosticAnnotations {
    private DiagnosticAnnotations() {}

    static void tell(CommandContext context, Diagnostics found) {
        context.workflow().ifPresent(commands -> found.all().forEach(diagnostic -> tell(commands, diagnostic)));
    }

    private static void tell(WorkflowCommands commands, Diagnostic diagnostic) {
        commands.annotate(
                diagnostic.isError() ? "error" : "warning",
                diagnostic.span().map(DiagnosticAnnotations::place),
                diagnostic.code().toString(),
                diagnostic.message()
                        + diagnostic.label().map(label -> ": " + label).orElse(""));
    }

    static Place place(Span span) {
        return new Place(span.source().name(), span.line(), span.column());
    }
}
