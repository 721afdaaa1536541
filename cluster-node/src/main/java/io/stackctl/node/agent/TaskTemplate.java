package io.stackctl.node.agent;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Slot;
import io.stackctl.node.docker.EngineDescription;
import io.stackctl.node.docker.Labels;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.RuntimeFailure.Kind;
import io.stackctl.view.TaskAssignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what the peer lets a service say of its task: {@code {{.Node.Hostname}}}, {@code {{.Task.Slot}}},
 * {@code {{index .Service.Labels "key"}}}, {@code {{join "-" .Service.Name .Task.Slot}}}. Whatever it does not know is
 * refused: a template that is left as it stands would be a wrong value without a word.
 */
final class TaskTemplate {
    private static final Pattern ACTION = Pattern.compile("\\{\\{-?\\s*(.*?)\\s*-?}}");
    private static final Pattern TERM = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|(\\S+)");

    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> labels;
    private final Host host;

    /** Tells of the machine, when a template asks. */
    interface Host {
        EngineDescription describe() throws RuntimeFailure;
    }

    TaskTemplate(TaskAssignment task, NodeId node, Host host) {
        fields.put(".Service.ID", task.key().service().value());
        fields.put(".Service.Name", task.spec().name());
        fields.put(".Node.ID", node.value());
        fields.put(".Task.ID", task.key().task().value());
        fields.put(".Task.Name", Labels.containerName(task));
        fields.put(
                ".Task.Slot",
                switch (task.slot()) {
                    case Slot.Replica(var number) -> Integer.toString(number);
                    case Slot.OnNode(var id) -> id.value();
                });
        labels = task.spec().labels();
        this.host = host;
    }

    String expand(String text) throws RuntimeFailure {
        if (!text.contains("{{")) {
            return text;
        }
        var result = new StringBuilder();
        var actions = ACTION.matcher(text);
        while (actions.find()) {
            actions.appendReplacement(result, Matcher.quoteReplacement(value(actions.group(1))));
        }
        return actions.appendTail(result).toString();
    }

    private String value(String action) throws RuntimeFailure {
        var terms = terms(action);
        return switch (terms.isEmpty() ? "" : terms.getFirst().text()) {
            case "join" -> join(action, terms);
            case "index" -> index(action, terms);
            default -> {
                if (terms.size() != 1) {
                    throw refused(action);
                }
                yield field(action, terms.getFirst());
            }
        };
    }

    /** A word of an action. {@code literal}: it stands in quotes. */
    private record Term(String text, boolean literal) {}

    private static List<Term> terms(String action) {
        var terms = new ArrayList<Term>();
        var matcher = TERM.matcher(action);
        while (matcher.find()) {
            var quoted = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            terms.add(quoted != null ? new Term(quoted, true) : new Term(matcher.group(3), false));
        }
        return terms;
    }

    private String join(String action, List<Term> terms) throws RuntimeFailure {
        if (terms.size() < 2) {
            throw refused(action);
        }
        var parts = new ArrayList<String>();
        for (var term : terms.subList(2, terms.size())) {
            parts.add(field(action, term));
        }
        return String.join(field(action, terms.get(1)), parts);
    }

    private String index(String action, List<Term> terms) throws RuntimeFailure {
        if (terms.size() != 3 || !terms.get(1).text().equals(".Service.Labels")) {
            throw refused(action);
        }
        return labels.getOrDefault(terms.get(2).text(), "");
    }

    private String field(String action, Term term) throws RuntimeFailure {
        if (term.literal()) {
            return term.text();
        }
        return switch (term.text()) {
            case ".Node.Hostname" -> host.describe().hostname();
            case ".Node.Platform.OS" -> host.describe().platform().os();
            case ".Node.Platform.Architecture" -> host.describe().platform().architecture();
            default -> {
                var value = fields.get(term.text());
                if (value == null) {
                    throw refused(action);
                }
                yield value;
            }
        };
    }

    private static RuntimeFailure refused(String action) {
        return new RuntimeFailure(
                Kind.REFUSED,
                "cannot fill in the template {{" + action + "}}: known are .Service.ID, .Service.Name, .Service.Labels"
                        + " (with index), .Node.ID, .Node.Hostname, .Node.Platform.OS, .Node.Platform.Architecture,"
                        + " .Task.ID, .Task.Name, .Task.Slot and join");
    }
}
