package io.stackctl.node.docker;

import io.stackctl.cluster.Bytes;
import io.stackctl.view.NetworkAssignment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A container engine, reduced to what running tasks needs. Calls block; each may be used from any thread. Containers
 * are found by the engine's id or by name. "Ours" are the objects whose labels carry the runtime's {@link Owner}.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** What the engine and its machine are. */
    EngineDescription describe() throws RuntimeFailure;

    /** Whether an image is there, under a name, a name with digest, or an id. */
    boolean hasImage(String reference) throws RuntimeFailure;

    /** Fetches an image; returns when it is there. */
    void pull(String reference, Optional<RegistryLogin> login) throws RuntimeFailure;

    /** Makes the network of the assignment under its id; does nothing when it is there as wanted. */
    void ensureNetwork(NetworkAssignment network) throws RuntimeFailure;

    /** Removes a network by name; an absent one is fine, one in use is {@link RuntimeFailure.Kind#CONFLICT}. */
    void removeNetwork(String name) throws RuntimeFailure;

    /** Names of the networks that are ours. */
    List<String> networks() throws RuntimeFailure;

    /**
     * Makes a container and does not start it. One that was made for the same task before is completed, if need be, and
     * returned; a name that anything else has is {@link RuntimeFailure.Kind#CONFLICT}.
     */
    Created create(ContainerOrder order) throws RuntimeFailure;

    /** Starts a container; one that runs is left alone. */
    void start(String container) throws RuntimeFailure;

    /** Sends the container's stop signal, and kills what is left after the grace; returns when it has ended. */
    void stop(String container, Duration grace) throws RuntimeFailure;

    /** Removes a container with its anonymous volumes, killing it if it runs; an absent one is fine. */
    void remove(String container) throws RuntimeFailure;

    /** What is known of one container. */
    Optional<ContainerState> inspect(String container) throws RuntimeFailure;

    /** Every container that is ours, in any state. */
    List<OwnContainer> containers() throws RuntimeFailure;

    /** Opens the stream of what happens to our containers; when this returns, nothing that follows is missed. */
    EventStream events() throws RuntimeFailure;

    /** Opens the output of a container; without {@code follow} the stream ends at its present end. */
    LogStream logs(String container, LogQuery query) throws RuntimeFailure;

    @Override
    void close();

    /** A new container. {@code warnings}: what the engine could not honour, in its words. */
    record Created(String container, List<String> warnings) {
        public Created {
            warnings = List.copyOf(warnings);
        }
    }

    /** One line of a list of containers. */
    record OwnContainer(String container, String name, String task, boolean running) {}

    /** What happens to containers, as it happens. {@link #close} may be called from another thread and ends a wait. */
    interface EventStream extends AutoCloseable {
        /** Waits for the next event; empty when the engine ended the stream. */
        Optional<ContainerEvent> next() throws RuntimeFailure;

        @Override
        void close();
    }

    /** Something happened to the container of a task; what it is now, {@link #inspect} tells. */
    record ContainerEvent(String container, String task, String action) {}

    /** Output of a container. {@link #close} may be called from another thread and ends a wait. */
    interface LogStream extends AutoCloseable {
        /** Waits for the next piece of output; empty at the end. */
        Optional<LogFrame> next() throws RuntimeFailure;

        @Override
        void close();
    }

    /**
     * One write of a container, as the engine kept it.
     *
     * @param nanos since 1970, the engine's clock
     * @param text without the line's end
     */
    record LogFrame(long nanos, boolean stderr, Bytes text) {}

    /**
     * Which output.
     *
     * @param since nanoseconds since 1970, 0 for no bound; {@code until} likewise
     * @param tail lines from the end, -1 for all
     */
    record LogQuery(boolean follow, long since, long until, long tail, boolean stdout, boolean stderr) {}
}
