package io.stackctl.cluster;

import io.stackctl.spec.Ipv4Address;

/** The address of a task on one network; held from the tick that gives it until the task has ended. */
public record TaskAddress(NetworkId network, Ipv4Address address) {}
