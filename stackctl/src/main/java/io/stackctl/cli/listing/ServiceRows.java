package io.stackctl.cli.listing;

import io.stackctl.cli.client.Answers;
import io.stackctl.cli.client.ServiceState;
import io.stackctl.cli.output.Layout;
import io.stackctl.cli.output.NaturalOrder;
import io.stackctl.cli.output.PortsCell;
import io.stackctl.cli.template.Value;
import java.util.Comparator;
import java.util.List;

/** Rows of {@code stackctl services}. */
public final class ServiceRows {
    public static final Layout LAYOUT = Layout.of(
            "{{.ID}}\t{{.Name}}\t{{.Mode}}\t{{.Replicas}}\t{{.Image}}\t{{.Ports}}",
            "{{.ID}}",
            """
            id: {{.ID}}
            name: {{.Name}}
            mode: {{.Mode}}
            replicas: {{.Replicas}}
            image: {{.Image}}
            ports: {{.Ports}}""",
            "ID",
            "ID",
            "Name",
            "NAME",
            "Mode",
            "MODE",
            "Replicas",
            "REPLICAS",
            "Image",
            "IMAGE",
            "Ports",
            "PORTS");

    private static final List<String> MODES = List.of("replicated", "global", "replicated-job", "global-job");

    private ServiceRows() {}

    /** Reads the flags that narrow this list. */
    public static Filters filters(List<String> flags) {
        var filters = Filters.parse(flags, "id", "label", "mode", "name", "runtime");
        filters.check("mode", MODES);
        filters.check("runtime", List.of("container"));
        return filters;
    }

    public static List<Value.Struct> of(Answers.Services services, Filters filters, boolean cutIds) {
        return services.services().stream()
                .filter(service -> fits(service, filters))
                .sorted(Comparator.comparing(ServiceState::name, NaturalOrder.COMPARATOR))
                .map(service -> row(service, services, cutIds))
                .toList();
    }

    private static boolean fits(ServiceState service, Filters filters) {
        return filters.any("id", id -> service.service().id().value().startsWith(id))
                && filters.any("name", service.name()::startsWith)
                && filters.any(
                        "mode",
                        mode -> ReplicasCell.mode(service.spec().mode())
                                .replace(' ', '-')
                                .equalsIgnoreCase(mode))
                && filters.labels("label", service.spec().labels());
    }

    private static Value.Struct row(ServiceState service, Answers.Services services, boolean cutIds) {
        return new RowBuilder()
                .put("ID", Cells.id(service.service().id().value(), cutIds))
                .put("Name", service.name())
                .put("Mode", ReplicasCell.mode(service.spec().mode()))
                .put("Replicas", ReplicasCell.replicas(service, services.nodes()))
                .put("Image", Cells.image(service.spec().container().image()))
                .put("Ports", PortsCell.ofService(service.service().ports()))
                .row();
    }
}
