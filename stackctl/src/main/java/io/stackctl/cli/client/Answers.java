package io.stackctl.cli.client;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.Node;
import io.stackctl.cluster.Revision;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.spec.ServiceSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What a manager answers, one record for each question. */
public final class Answers {
    private Answers() {}

    /**
     * A deploy was taken in.
     *
     * @param stackRevision 0 when nothing changed and the stack has none yet
     */
    public record Deployed(
            Revision revision, long stackRevision, boolean changed, List<PlanStep> steps, List<String> warnings) {}

    /**
     * A service was made, or is on its way to another spec.
     *
     * @param version the one that it is on its way to
     */
    public record ServiceChanged(
            Revision revision, String id, String name, long version, boolean changed, List<PlanStep> steps) {}

    /** One field of a spec, as text; empty before or after when it was not or is no more. */
    public record FieldChange(String field, Optional<String> before, Optional<String> after) {}

    /** What a deploy does to one object. {@code kind}: service, network, secret or config. */
    public record PlanStep(
            Action action, String kind, String name, String id, boolean replacesTasks, List<FieldChange> changes) {
        /** KEEP: a service that left the file and stays for want of {@code --prune}. */
        public enum Action {
            CREATE,
            CHANGE,
            KEEP,
            REMOVE,
            UNCHANGED
        }
    }

    /** {@code notFound}: names of which nothing was there. */
    public record Removed(Revision revision, List<String> notFound, List<RemovedObject> objects) {}

    /** {@code kind}: service, network, secret or config. */
    public record RemovedObject(String stack, String kind, String name) {}

    /** A stack with the number of its services. */
    public record StackSummary(Stack stack, int services) {}

    /** {@code notFound}: names and ids that fit no service. */
    public record Services(List<ServiceState> services, List<Node> nodes, List<String> notFound) {}

    /** {@code specs}: every spec that a task of the answer runs, older ones among them. */
    public record Tasks(
            List<ServiceState> services, Map<SpecKey, ServiceSpec> specs, List<Node> nodes, List<String> notFound) {}

    /** A cluster was made. {@code node}: its first manager. {@code workerToken}: for machines that shall join it. {@code unlockKey}: empty without autolock. */
    public record Initialized(String node, SwarmClient.Token workerToken, String unlockKey) {
        /** Without the keys. */
        @Override
        public String toString() {
            return "Initialized[" + node + "]";
        }
    }

    /** {@code leader}: empty when there is none. */
    public record Nodes(List<Node> nodes, String self, String leader) {}

    /**
     * A secret or config.
     *
     * @param content of a config; empty for a secret, whose content no manager gives away
     * @param usedBy names of services
     */
    public record StoredContent(
            String id,
            String name,
            Optional<String> stackName,
            SortedMap<String, String> labels,
            String version,
            Instant createdAt,
            Bytes content,
            List<String> usedBy) {}

    /** {@code notFound}: names and ids that fit none. */
    public record Contents(List<StoredContent> contents, List<String> notFound) {}

    /** {@code error}: why it was not removed. */
    public record RemovedContent(String nameOrId, Optional<String> error) {}

    /** One line of a container's output, without its line break. */
    public record LoggedLine(String taskId, String serviceId, String nodeId, Instant at, boolean stderr, Bytes text) {}

    /** What the daemon says of itself, in a cluster or not. */
    public record DaemonStatus(
            String version,
            boolean active,
            boolean locked,
            String problem,
            String nodeId,
            String clusterId,
            boolean manager,
            int managers,
            int nodes,
            String address,
            String hostname,
            Engine engine,
            String dataDirectory,
            long processId,
            Instant clusterCreatedAt,
            Revision revision,
            int taskHistory,
            boolean autolock,
            boolean rotatingRoot) {}

    /** {@code problem}: empty while the engine answers. */
    public record Engine(String socket, String version, String problem) {}
}
