/**
 * Compose files of our own with the recorded answers of {@code docker stack}: what it prints, and what it would send to an
 * engine. Entry point: {@link io.stackctl.peer.PeerAnswersTest}; {@link io.stackctl.peer.PeerRecorder} asks the peer anew.
 */
@NullMarked
package io.stackctl.peer;

import org.jspecify.annotations.NullMarked;
