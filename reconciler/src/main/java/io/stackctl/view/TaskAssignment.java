package io.stackctl.view;

import io.stackctl.cluster.Desired;
import io.stackctl.cluster.Slot;
import io.stackctl.cluster.SpecVersion;
import io.stackctl.cluster.TaskAddress;
import io.stackctl.cluster.TaskKey;
import io.stackctl.spec.ServiceSpec;
import java.util.List;

/**
 * One task that a node is to run, or to stop.
 *
 * @param files the secrets and configs of the spec, by the id of the stored version
 */
public record TaskAssignment(
        TaskKey key,
        SpecVersion version,
        Slot slot,
        Desired desired,
        ServiceSpec spec,
        List<TaskAddress> addresses,
        List<AssignedFile> files) {
    public TaskAssignment {
        addresses = List.copyOf(addresses);
        files = List.copyOf(files);
    }
}
