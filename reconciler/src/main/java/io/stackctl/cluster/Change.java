package io.stackctl.cluster;

import io.stackctl.spec.ServiceSpec;

/** One entry of a transaction: a whole object is put, or removed. The write side of the system is this list of cases. */
public sealed interface Change {
    record PutSettings(ClusterSettings settings) implements Change {}

    record PutTrust(Trust trust) implements Change {}

    record PutNode(Node node) implements Change {}

    record RemoveNode(NodeId id) implements Change {}

    record PutStack(Stack stack) implements Change {}

    record RemoveStack(StackId id) implements Change {}

    record PutService(Service service) implements Change {}

    record RemoveService(ServiceId id) implements Change {}

    record PutSpec(SpecKey key, ServiceSpec spec) implements Change {}

    record RemoveSpec(SpecKey key) implements Change {}

    record PutTask(Task task) implements Change {}

    record RemoveTask(TaskKey key) implements Change {}

    record PutNetwork(Network network) implements Change {}

    record RemoveNetwork(NetworkId id) implements Change {}

    record PutSecret(StoredSecret secret) implements Change {}

    record RemoveSecret(SecretId id) implements Change {}

    record PutConfig(StoredConfig config) implements Change {}

    record RemoveConfig(ConfigId id) implements Change {}

    record PutAnswer(RequestId request, Answered answered) implements Change {}

    record RemoveAnswer(RequestId request) implements Change {}
}
