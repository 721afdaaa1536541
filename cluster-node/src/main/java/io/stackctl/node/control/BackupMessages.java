package io.stackctl.node.control;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.node.store.BackupLabel;
import io.stackctl.node.store.Passphrase;
import io.stackctl.wire.proto.BackupLabelMessage;

/** What backups say and take over the protocol. */
public final class BackupMessages {
    private BackupMessages() {}

    public static BackupLabelMessage label(BackupLabel label) {
        return BackupLabelMessage.newBuilder()
                .setClusterId(label.cluster().value())
                .setRevision(label.revision().value())
                .setTakenAt(Nanos.of(label.takenAt()))
                .setManagerId(label.manager().value())
                .setManagerName(label.managerName())
                .setNodes(label.counts().nodes())
                .setStacks(label.counts().stacks())
                .setServices(label.counts().services())
                .setSecrets(label.counts().secrets())
                .setConfigs(label.counts().configs())
                .build();
    }

    /**
     * What the user gave, if it will do.
     *
     * @throws StatusException it is too short, or too long
     */
    public static Passphrase passphrase(String text) throws StatusException {
        try {
            return new Passphrase(text);
        } catch (IllegalArgumentException refused) {
            throw Status.INVALID_ARGUMENT.withDescription(refused.getMessage()).asException();
        }
    }
}
