package io.stackctl.plan;

/**
 * What the user asked of a deploy beside the files.
 *
 * @param prune whether objects that left the files go
 * @param allowPending whether tasks that no known node can ever take are accepted; always so for a detached deploy
 */
public record DeployOptions(boolean prune, boolean allowPending) {}
