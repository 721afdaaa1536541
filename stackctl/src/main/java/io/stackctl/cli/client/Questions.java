package io.stackctl.cli.client;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.StackRevision;
import io.stackctl.cluster.Trust;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What commands ask of a manager, where that is more than a few names. */
public final class Questions {
    private Questions() {}

    /**
     * A stack to deploy.
     *
     * @param secrets contents of the stack's own secrets by their name in the cluster; {@code configs} likewise
     * @param registryAuth credentials by registry host
     */
    public record Deploy(
            StackSpec stack,
            SortedMap<String, Bytes> secrets,
            SortedMap<String, Bytes> configs,
            boolean prune,
            ResolveImage resolveImage,
            boolean allowPending,
            String author,
            String message,
            Optional<String> gitRevision,
            SortedMap<String, String> registryAuth,
            Conduct conduct) {
        /** Contents are secret. */
        @Override
        public String toString() {
            return "Deploy[" + stack.name() + "]";
        }
    }

    /**
     * How a deploy is to go.
     *
     * @param plan the id of the plan that was reviewed; empty: whatever comes out
     * @param onFailure instead of what each service says
     * @param keep revisions; 0: the usual number
     */
    public record Conduct(String plan, Optional<StackRevision.OnFailure> onFailure, int keep) {}

    /**
     * A service to make or to change.
     *
     * @param resolveImage whether the manager pins the image to the digest that its registry gives
     * @param registryAuth credentials by registry host
     */
    public record Service(
            ServiceSpec spec, boolean resolveImage, boolean allowPending, SortedMap<String, String> registryAuth) {
        /** Credentials are secret. */
        @Override
        public String toString() {
            return "Service[" + spec.name() + "]";
        }
    }

    /** When the manager asks a registry for the digest of an image. */
    public enum ResolveImage {
        ALWAYS,
        CHANGED,
        NEVER
    }

    /** A secret or config to keep. */
    public record Content(String name, SortedMap<String, String> labels, Bytes content, String templateDriver) {
        /** The content may be secret. */
        @Override
        public String toString() {
            return "Content[" + name + "]";
        }
    }

    /**
     * Which lines to show.
     *
     * @param stack all of its services; empty when {@code targets} names services or tasks
     * @param tail lines from the end of each task's log; empty for all
     */
    public record Logs(
            String stack,
            List<String> targets,
            boolean follow,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<Long> tail) {}

    /** A cluster to make of this node. Empty texts and lists leave the choice to the daemon. */
    public record InitCluster(
            String advertiseAddress,
            String listenAddress,
            List<String> addressPools,
            int poolPrefix,
            int taskHistory,
            String availability,
            Optional<Duration> certificateLife,
            Optional<Duration> nodeDownAfter,
            String root,
            String rootKey,
            boolean autolock,
            List<Trust.External> externals) {
        /** The key is a secret. */
        @Override
        public String toString() {
            return "InitCluster[" + advertiseAddress + "]";
        }
    }
}
