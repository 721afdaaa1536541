package io.stackctl.cli.listing;

import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.template.Value;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of {@code stackctl history}. */
public final class RevisionRows {
    private static final int COMMIT_SHOWN = 12;

    public static final Layout LAYOUT = Layout.of(
            "{{.Revision}}\t{{.When}}\t{{.Author}}\t{{.Git}}\t{{.Result}}\t{{.Message}}",
            "{{.Revision}}",
            "revision: {{.Revision}}\nat: {{.At}}\nresult: {{.Result}}",
            "Revision",
            "REVISION",
            "When",
            "WHEN",
            "Author",
            "WHO",
            "Git",
            "GIT",
            "Result",
            "RESULT",
            "Message",
            "MESSAGE");

    private RevisionRows() {}

    /** {@code services}: of the stack, as they are now; what was changed on one by itself is told with the newest. */
    public static List<Value.Struct> of(Stack stack, List<ServiceState> services, Instant now) {
        return stack.revisions().reversed().stream()
                .map(revision -> new RowBuilder()
                        .put("Revision", Long.toString(revision.number()))
                        .put("At", revision.at().toString())
                        .put("When", Cells.lowerAgo(revision.at(), now))
                        .put("Author", revision.author())
                        .put(
                                "Git",
                                revision.gitRevision()
                                        .map(RevisionRows::shortened)
                                        .orElse(""))
                        .put("GitRevision", revision.gitRevision().orElse(""))
                        .put("Result", result(revision) + drift(stack, revision, services))
                        .put("Message", revision.message())
                        .row())
                .toList();
    }

    private static String result(StackRevision revision) {
        return revision.result().name().toLowerCase(Locale.ROOT)
                + revision.restores()
                        .map(number -> " (restores " + number + ")")
                        .orElse("");
    }

    private static String drift(Stack stack, StackRevision revision, List<ServiceState> services) {
        if (!stack.current().equals(Optional.of(revision))) {
            return "";
        }
        var changed = new ArrayList<String>();
        revision.services().forEach((name, key) -> {
            boolean asDeployed = services.stream()
                    .anyMatch(service -> service.service().spec().equals(key));
            if (!asDeployed) {
                changed.add(name);
            }
        });
        return changed.isEmpty() || revision.result() == StackRevision.Result.ROLLING
                ? ""
                : ", changed since: " + String.join(", ", changed);
    }

    private static String shortened(String commit) {
        return commit.length() <= COMMIT_SHOWN ? commit : commit.substring(0, COMMIT_SHOWN);
    }
}
