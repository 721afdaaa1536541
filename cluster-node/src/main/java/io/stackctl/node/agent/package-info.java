/**
 * The node's half of the cluster: follows what managers want of this node and tells them what becomes of it.
 * {@link io.stackctl.node.agent.Agent} is the entry point; {@link io.stackctl.node.agent.Worker} runs the tasks, each in
 * a {@link io.stackctl.node.agent.TaskRunner}. Knows no sockets but its session, and no engine but through
 * {@link io.stackctl.node.docker.ContainerRuntime}.
 */
@NullMarked
package io.stackctl.node.agent;

import org.jspecify.annotations.NullMarked;
