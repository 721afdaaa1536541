package io.stackctl.cluster;

import java.time.Instant;

/** That a request was carried out, and with which revision; kept for a while so that a retry gets the same answer. */
public record Answered(Revision revision, Instant at) {}
