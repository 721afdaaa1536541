package io.stackctl.node.agent;

import io.stackctl.node.Limits;
import io.stackctl.node.docker.ContainerRuntime;
import io.stackctl.node.docker.Images;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.SecretFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * What all runners of a node share.
 *
 * @param starts one permit for each container that may be made or started at one time
 * @param onDisk whether a path of the node is there
 */
record NodeTools(
        Owner owner,
        ContainerRuntime runtime,
        Images images,
        SecretFiles files,
        Networks networks,
        Publications publications,
        Contents contents,
        Reporter reporter,
        InstantSource clock,
        Retry retry,
        Semaphore starts,
        Predicate<Path> onDisk) {
    /** How calls to the engine are tried again. */
    public record Retry(int tries, Duration first, Duration longest) {
        public static final Retry USUAL =
                new Retry(Limits.ENGINE_TRIES, Limits.ENGINE_RETRY_FIRST, Limits.ENGINE_RETRY_LONGEST);

        Pauses pauses() {
            return new Pauses(first, longest);
        }
    }
}
