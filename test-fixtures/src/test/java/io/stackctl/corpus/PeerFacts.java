package io.stackctl.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The requests of the peer's deploy as named facts; where it sent nothing, the default its manager takes. */
final class PeerFacts {
    private final SortedMap<String, String> facts = new TreeMap<>();

    private PeerFacts() {}

    static SortedMap<String, String> of(JsonNode requests) {
        PeerFacts facts = new PeerFacts();
        for (JsonNode request : requests) {
            JsonNode body = request.get("body");
            switch (request.get("path").stringValue()) {
                case "/networks/create" -> facts.network(body);
                case "/secrets/create" ->
                    facts.put("secret " + text(body, "Name"), map(body.path("Labels")) + text(body, "Data"));
                case "/configs/create" -> {
                    String templating = text(body.path("Templating"), "Name");
                    facts.put(
                            "config " + text(body, "Name"),
                            map(body.path("Labels"))
                                    + text(body, "Data")
                                    + (templating.isEmpty() ? "" : " by " + templating));
                }
                case "/services/create" -> facts.service(body);
                default -> throw new IllegalStateException("unknown request " + request);
            }
        }
        return facts.facts;
    }

    private void network(JsonNode network) {
        put(
                "network " + text(network, "Name"),
                text(network, "Driver")
                        + map(network.path("Options"))
                        + network.path("Internal").asBoolean()
                        + network.path("Attachable").asBoolean()
                        + map(network.path("Labels"))
                        + items(network.path("IPAM").path("Config"))
                                .map(pool -> text(pool, "Subnet").replaceAll(".*/", ""))
                                .toList());
    }

    private void service(JsonNode service) {
        String prefix = "service " + text(service, "Name") + " ";
        JsonNode container = service.path("TaskTemplate").path("ContainerSpec");
        put(prefix + "labels", map(service.path("Labels")));
        put(prefix + "image", text(container, "Image"));
        put(prefix + "container labels", map(container.path("Labels")));
        put(prefix + "command", texts(container.path("Command")) + " " + texts(container.path("Args")));
        put(prefix + "env", texts(container.path("Env")).stream().sorted().toList());
        put(prefix + "dir", text(container, "Dir"));
        put(prefix + "user", text(container, "User"));
        put(prefix + "tty", flag(container, "TTY") + " " + flag(container, "OpenStdin"));
        put(prefix + "init", text(container, "Init"));
        put(
                prefix + "stop",
                text(container, "StopSignal") + " " + number(container, "StopGracePeriod", 10_000_000_000L));
        put(prefix + "hostname", text(container, "Hostname"));
        put(prefix + "hosts", texts(container.path("Hosts")));
        JsonNode dns = container.path("DNSConfig");
        put(prefix + "dns", texts(dns.path("Nameservers")) + "" + texts(dns.path("Search")));
        put(
                prefix + "mounts",
                items(container.path("Mounts")).map(PeerFacts::mount).toList());
        put(prefix + "secrets", files(container.path("Secrets"), "SecretName"));
        put(prefix + "configs", files(container.path("Configs"), "ConfigName"));
        if (container.has("Healthcheck")) {
            put(prefix + "healthcheck", healthcheck(container.get("Healthcheck")));
        }
        JsonNode log = service.path("TaskTemplate").path("LogDriver");
        put(prefix + "log", text(log, "Name") + map(log.path("Options")));
        put(
                prefix + "capabilities",
                texts(container.path("CapabilityAdd")) + "" + texts(container.path("CapabilityDrop")));
        put(prefix + "sysctls", map(container.path("Sysctls")));
        put(
                prefix + "ulimits",
                items(container.path("Ulimits"))
                        .map(limit -> text(limit, "Name") + "=" + text(limit, "Soft") + ":" + text(limit, "Hard"))
                        .toList());
        put(prefix + "read only", flag(container, "ReadOnly"));
        put(prefix + "isolation", text(container, "Isolation"));
        tasks(prefix, service);
    }

    private void tasks(String prefix, JsonNode service) {
        JsonNode task = service.path("TaskTemplate");
        put(prefix + "mode", mode(service.path("Mode")));
        JsonNode limits = task.path("Resources").path("Limits");
        put(
                prefix + "limits",
                "Limit[nanoCpus=" + number(limits, "NanoCPUs", 0) + ", memoryBytes=" + number(limits, "MemoryBytes", 0)
                        + ", pids=" + number(limits, "Pids", 0) + "]");
        JsonNode reservations = task.path("Resources").path("Reservations");
        SortedMap<String, Long> generic = new TreeMap<>();
        items(reservations.path("GenericResources"))
                .map(item -> item.path("DiscreteResourceSpec"))
                .forEach(item -> generic.merge(text(item, "Kind"), number(item, "Value", 0), Long::sum));
        put(
                prefix + "reservations",
                number(reservations, "NanoCPUs", 0) + " " + number(reservations, "MemoryBytes", 0) + generic);
        put(prefix + "restart", restart(task.path("RestartPolicy")));
        put(prefix + "update", rollout(service.path("UpdateConfig")));
        put(prefix + "rollback", rollout(service.path("RollbackConfig")));
        JsonNode placement = task.path("Placement");
        put(
                prefix + "placement",
                texts(placement.path("Constraints")).stream()
                                .map(text -> text.replaceAll("\\s*(==|!=)\\s*", "$1"))
                                .toList()
                        + ""
                        + items(placement.path("Preferences"))
                                .map(preference -> text(preference.path("Spread"), "SpreadDescriptor"))
                                .toList()
                        + number(placement, "MaxReplicas", 0));
        put(
                prefix + "networks",
                items(task.path("Networks"))
                        .map(network -> text(network, "Target")
                                + texts(network.path("Aliases"))
                                + map(network.path("DriverOpts")))
                        .toList());
        JsonNode endpoint = service.path("EndpointSpec");
        put(
                prefix + "ports",
                items(endpoint.path("Ports")).map(PeerFacts::port).sorted().toList());
        put(prefix + "endpoint", upper(endpoint, "Mode", "VIP"));
    }

    private static String mode(JsonNode mode) {
        if (mode.has("Replicated")) {
            return "replicated " + number(mode.get("Replicated"), "Replicas", 1);
        }
        if (mode.has("ReplicatedJob")) {
            JsonNode job = mode.get("ReplicatedJob");
            return "job " + number(job, "MaxConcurrent", 1) + "/" + number(job, "TotalCompletions", 1);
        }
        return mode.has("Global") ? "global" : "global job";
    }

    private static String restart(JsonNode restart) {
        return upper(restart, "Condition", "ANY") + " " + number(restart, "Delay", 5_000_000_000L) + " "
                + number(restart, "MaxAttempts", 0) + " " + number(restart, "Window", 0);
    }

    private static String rollout(JsonNode rollout) {
        long monitor = number(rollout, "Monitor", 0);
        return number(rollout, "Parallelism", 1) + " " + number(rollout, "Delay", 0) + " "
                + upper(rollout, "FailureAction", "PAUSE") + " " + (monitor == 0 ? 5_000_000_000L : monitor) + " "
                + (float) rollout.path("MaxFailureRatio").asDouble(0) + " " + upper(rollout, "Order", "STOP_FIRST");
    }

    private static String port(JsonNode port) {
        return number(port, "PublishedPort", 0) + "->" + text(port, "TargetPort") + "/" + upper(port, "Protocol", "TCP")
                + " " + upper(port, "PublishMode", "INGRESS");
    }

    private static String mount(JsonNode mount) {
        String type = text(mount, "Type");
        String ro = flag(mount, "ReadOnly") ? " ro " : " ";
        String ends = text(mount, "Source") + ":" + text(mount, "Target") + ro;
        JsonNode volume = mount.path("VolumeOptions");
        JsonNode driver = volume.path("DriverConfig");
        return switch (type) {
            case "bind" -> "bind " + ends + text(mount.path("BindOptions"), "Propagation");
            case "tmpfs" -> "tmpfs " + text(mount, "Target") + ro + number(mount.path("TmpfsOptions"), "SizeBytes", 0);
            case "volume" ->
                "volume " + ends + flag(volume, "NoCopy") + text(volume, "Subpath") + map(volume.path("Labels"))
                        + text(driver, "Name") + map(driver.path("Options"));
            default -> type + " " + ends;
        };
    }

    private static List<String> files(JsonNode files, String name) {
        return items(files)
                .map(file -> text(file, name) + ":" + text(file.path("File"), "Name") + " "
                        + text(file.path("File"), "UID") + ":" + text(file.path("File"), "GID") + " "
                        + text(file.path("File"), "Mode"))
                .sorted()
                .toList();
    }

    private static String healthcheck(JsonNode check) {
        return texts(check.path("Test")) + " " + number(check, "Interval", 0) + " " + number(check, "Timeout", 0) + " "
                + number(check, "StartPeriod", 0) + " " + number(check, "StartInterval", 0) + " "
                + number(check, "Retries", 0);
    }

    private static String upper(JsonNode node, String key, String standard) {
        String text = text(node, key);
        return text.isEmpty() ? standard : text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static boolean flag(JsonNode node, String key) {
        return node.path(key).asBoolean(false);
    }

    private static long number(JsonNode node, String key, long standard) {
        return node.path(key).asLong(standard);
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    private static List<String> texts(JsonNode list) {
        return new ArrayList<>(items(list).map(item -> item.asString("")).toList());
    }

    private static SortedMap<String, String> map(JsonNode object) {
        SortedMap<String, String> map = new TreeMap<>();
        if (object.isObject()) {
            object.forEachEntry((key, value) -> map.put(key, value.asString("")));
        }
        return map;
    }

    private void put(String name, Object value) {
        facts.put(name, value.toString());
    }
}
