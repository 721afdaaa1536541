package io.stackctl.node.ingress;

/**
 * A published port that this node does not serve.
 *
 * @param port the port
 * @param service the service that wanted it
 * @param reason one line for the user, such as {@code port 8000/tcp is in use (0.0.0.0) by nginx (pid 812)}
 */
public record BindFailure(PublishedPort port, String service, String reason) {}
