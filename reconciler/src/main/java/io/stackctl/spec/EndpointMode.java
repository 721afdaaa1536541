package io.stackctl.spec;

/** What a service's name resolves to: one address in front of the tasks, or the tasks themselves. */
public enum EndpointMode {
    VIP,
    DNSRR
}
