package io.stackctl.plan;

import io.stackctl.cluster.Ids;
import java.time.Instant;
import java.util.Optional;

/**
 * What a plan takes from the world.
 *
 * @param now the leader's time
 * @param author who deploys, as the client said
 * @param gitRevision of the work tree that holds the files
 */
public record PlanContext(Instant now, Ids ids, String author, String message, Optional<String> gitRevision) {}
