/**
 * How raft's messages travel between managers. jraft finds {@link io.stackctl.node.store.transport.RaftTransport} as a
 * service; calls come in and go out through the daemon's own server and channels, never through sockets of jraft's.
 */
@NullMarked
package io.stackctl.node.store.transport;

import org.jspecify.annotations.NullMarked;
