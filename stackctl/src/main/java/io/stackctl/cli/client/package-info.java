/**
 * Talks to a manager and turns its messages into records. The entry point is
 * {@link io.stackctl.cli.client.ClusterClient}; nothing beyond this package sees gRPC or protobuf.
 */
@NullMarked
package io.stackctl.cli.client;

import org.jspecify.annotations.NullMarked;
