/**
 * One node's container engine as the agent sees it: {@link io.stackctl.node.docker.ContainerRuntime} is the entry point,
 * {@link io.stackctl.node.docker.DockerRuntime} the real one. Knows tasks and specs, but neither managers nor sessions.
 */
@NullMarked
package io.stackctl.node.docker;

import org.jspecify.annotations.NullMarked;
