package io.stackctl.cli;

import io.stackctl.cli.client.ClusterException;
import io.stackctl.cli.listing.FilterException;
import io.stackctl.cli.template.TemplateException;

/** The one place where what a command throws becomes a text on stderr and the process's exit code. */
final class ErrorReport {
    private ErrorReport() {}

    /** What the user reads, and what the process ends with. */
    record Report(String text, ExitCode code) {}

    /** Our own bugs are not caught here: they go on with their stack trace. */
    static Report of(Exception failure) {
        return switch (failure) {
            case CommandException command -> new Report(text(command), command.code());
            case ClusterException cluster -> new Report(text(cluster), code(cluster.reason()));
            case TemplateException template -> new Report(text(template), ExitCode.ERROR);
            case FilterException filter -> new Report(text(filter), ExitCode.ERROR);
            case InterruptedException _ -> new Report("interrupted", ExitCode.INTERRUPTED);
            case RuntimeException bug -> throw bug;
            default -> throw new IllegalStateException(failure);
        };
    }

    private static String text(Exception failure) {
        return String.valueOf(failure.getMessage());
    }

    private static String text(ClusterException failure) {
        String sentence = text((Exception) failure);
        var text = new StringBuilder(sentence);
        failure.details().stream()
                .filter(detail -> !sentence.contains(detail))
                .forEach(detail -> text.append("\n  ").append(detail));
        return text.toString();
    }

    private static ExitCode code(ClusterException.Reason reason) {
        return switch (reason) {
            case NO_DAEMON, UNREACHABLE, NO_CLUSTER, NOT_FOUND, REFUSED, TRY_AGAIN, TIMEOUT, OTHER -> ExitCode.ERROR;
            case CANNOT_BE_PLACED -> ExitCode.CANNOT_BE_PLACED;
            case LOCKED, STALE_PLAN -> ExitCode.CONFLICT;
        };
    }
}
