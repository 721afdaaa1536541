package io.stackctl.cli.listing;

import io.stackctl.cli.client.Answers;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.output.PortsCell;
import io.stackctl.cli.template.Value;
import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Phase;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.Task;
import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows of {@code stackctl ps}: the tasks of each slot together, the newest first. */
public final class TaskRows {
    public static final Layout LAYOUT = Layout.of(
            "{{.ID}}\t{{.Name}}\t{{.Image}}\t{{.Node}}\t{{.DesiredState}}\t{{.CurrentState}}\t{{.Error}}\t{{.Ports}}",
            "{{.ID}}",
            """
            id: {{.ID}}
            name: {{.Name}}
            image: {{.Image}}
            node: {{.Node}}
            desired_state: {{.DesiredState}}
            current_state: {{.CurrentState}}
            error: {{.Error}}
            ports: {{.Ports}}""",
            "ID",
            "ID",
            "Name",
            "NAME",
            "Image",
            "IMAGE",
            "Node",
            "NODE",
            "DesiredState",
            "DESIRED STATE",
            "CurrentState",
            "CURRENT STATE",
            "Error",
            "ERROR",
            "Ports",
            "PORTS");

    private static final String OLDER = " \\_ ";
    private static final List<String> DESIRED =
            List.of("ready", "running", "complete", "shutdown", "remove", "accepted");

    private final Answers.Tasks answer;
    private final Options options;
    private final Map<NodeId, Node> nodes = new TreeMap<>();

    /**
     * How rows are made.
     *
     * @param cutIds whether ids are shortened to twelve letters
     * @param wholeImages whether images keep their digest
     * @param resolve whether names stand for the ids of services and nodes
     * @param mark whether older tasks of a slot are marked, as tables do
     * @param now for the ages
     */
    public record Options(boolean cutIds, boolean wholeImages, boolean resolve, boolean mark, Instant now) {}

    private record Named(String name, ServiceState service, Task task) {}

    private TaskRows(Answers.Tasks answer, Options options) {
        this.answer = answer;
        this.options = options;
        answer.nodes().forEach(node -> nodes.put(node.id(), node));
    }

    /** Reads the flags that narrow this list. */
    public static Filters filters(List<String> flags) {
        var filters = Filters.parse(flags, "id", "name", "node", "desired-state");
        filters.check("desired-state", DESIRED);
        return filters;
    }

    public static List<Value.Struct> of(Answers.Tasks answer, Filters filters, Options options) {
        return new TaskRows(answer, options).rows(filters);
    }

    private List<Value.Struct> rows(Filters filters) {
        var tasks = new ArrayList<Named>();
        for (ServiceState service : answer.services()) {
            for (Task task : service.tasks()) {
                var named = new Named(name(service, task), service, task);
                if (fits(named, filters)) {
                    tasks.add(named);
                }
            }
        }
        tasks.sort(Comparator.comparing(Named::name, NaturalOrder.COMPARATOR)
                .thenComparing(named -> named.task().born(), Comparator.reverseOrder()));
        var rows = new ArrayList<Value.Struct>();
        String before = "";
        for (Named named : tasks) {
            boolean older = options.mark() && named.name().equals(before);
            before = named.name();
            rows.add(row(named, (older ? OLDER : "") + named.name()));
        }
        return rows;
    }

    private boolean fits(Named named, Filters filters) {
        Task task = named.task();
        return filters.any("id", id -> task.id().value().startsWith(id))
                && filters.any(
                        "name",
                        name -> named.name().startsWith(name)
                                || name(named.service(), task).startsWith(name))
                && filters.any("desired-state", state -> fits(task.desired(), state))
                && filters.any(
                        "node",
                        wanted -> task.node()
                                .map(id -> id.value().startsWith(wanted)
                                        || hostname(id).equals(wanted))
                                .orElse(false));
    }

    /** {@code accepted} is what docker's own texts offer; no task is ever wanted so. */
    private static boolean fits(Desired desired, String state) {
        return desired.name().toLowerCase(Locale.ROOT).equals(state.toLowerCase(Locale.ROOT));
    }

    private String name(ServiceState service, Task task) {
        String name =
                options.resolve() ? service.name() : service.service().id().value();
        return name + "."
                + switch (task.slot()) {
                    case Slot.Replica(int number) -> Integer.toString(number);
                    case Slot.OnNode(var node) -> node.value();
                };
    }

    private Value.Struct row(Named named, String name) {
        Task task = named.task();
        String image = spec(named).container().image();
        return new RowBuilder()
                .put("ID", Cells.id(task.id().value(), options.cutIds()))
                .put("Name", name)
                .put("Image", options.wholeImages() ? image : Cells.image(image))
                .put("Node", task.node().map(this::node).orElse(""))
                .put("DesiredState", Cells.capital(task.desired()))
                .put("CurrentState", state(task))
                .put("Error", error(task))
                .put("Ports", PortsCell.ofTask(task.status().hostPorts()))
                .row();
    }

    private ServiceSpec spec(Named named) {
        return Optional.ofNullable(answer.specs().get(named.task().spec()))
                .orElse(named.service().spec());
    }

    private String node(NodeId id) {
        return options.resolve() ? hostname(id) : id.value();
    }

    private String hostname(NodeId id) {
        return Optional.ofNullable(nodes.get(id))
                .map(node -> node.description().hostname())
                .filter(name -> !name.isEmpty())
                .orElse(id.value());
    }

    /** Nobody knows what a task does whose node is down. */
    private String state(Task task) {
        var down = task.node()
                .flatMap(id -> Optional.ofNullable(nodes.get(id)))
                .filter(node -> node.status().state() == Node.State.DOWN && task.alive());
        if (down.isPresent()) {
            return "Unknown (node down) " + Cells.lowerAgo(down.get().updatedAt(), options.now());
        }
        boolean pending = task.phase() == Phase.NEW && task.waiting().isPresent();
        return (pending ? "Pending" : Cells.capital(task.phase())) + " "
                + Cells.lowerAgo(task.status().at(), options.now());
    }

    /** Never cut: an error that ends in the middle helps nobody. */
    private static String error(Task task) {
        return task.status()
                .error()
                .or(() -> task.alive() ? task.waiting() : Optional.empty())
                .map(error -> "\"" + Cells.oneLine(error) + "\"")
                .orElse("");
    }
}
