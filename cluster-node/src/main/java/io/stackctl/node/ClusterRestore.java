package io.stackctl.node;

import io.grpc.Status;
import io.grpc.StatusException;
import io.stackctl.node.control.BackupMessages;
import io.stackctl.node.control.RestoredState;
import io.stackctl.node.store.BackupFile;
import io.stackctl.node.store.BackupLabel;
import io.stackctl.node.store.Peer;
import io.stackctl.node.store.RestoredLog;
import io.stackctl.node.store.StoreException;
import io.stackctl.node.trust.PeerAddress;
import io.stackctl.wire.proto.RestoreOptionsMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Makes this machine the only manager of the cluster in a backup: everything that it needs is on disk afterwards. */
final class ClusterRestore {
    private final NodeConfig config;

    ClusterRestore(NodeConfig config) {
        this.config = config;
    }

    record Restored(NodeIdentity identity, BackupLabel label, RestoredState cluster) {}

    /** The machine must belong to no cluster. Nothing is left behind when this fails. */
    Restored run(Path backup, RestoreOptionsMessage options) throws StatusException, StoreException {
        var passphrase = BackupMessages.passphrase(options.getPassphrase());
        var listen = listen(options);
        var address = address(options, listen);
        try {
            NodeDoor.check(listen);
        } catch (IOException taken) {
            throw refused(String.valueOf(taken.getMessage()));
        }
        var content = content(backup, passphrase);
        var label = content.label();
        try {
            var wanted = Optional.of(options.getNode()).filter(name -> !name.isEmpty());
            var cluster = RestoredState.of(content.state(), wanted, label.manager(), address.toString(), Instant.now());
            var self = cluster.self();
            var identity = new NodeIdentity(label.cluster(), self.id(), self.incarnation(), listen, address);
            return written(new Restored(identity, label, cluster));
        } catch (RestoredState.NotInBackup unknown) {
            throw ClusterInit.invalid(String.valueOf(unknown.getMessage()));
        }
    }

    private Restored written(Restored restored) throws StoreException {
        var folder = config.dataDirectory();
        // Without an identity whatever lies there is of an attempt that did not come to its end.
        DataFiles.wipe(folder);
        var identity = restored.identity;
        try {
            RestoredLog.write(
                    folder.resolve(Membership.RAFT),
                    new Peer(identity.node(), identity.incarnation()),
                    restored.cluster.state());
            // Last: a folder with an identity has all the rest.
            identity.write(folder);
            return restored;
        } catch (StoreException failed) {
            DataFiles.wipe(folder);
            throw failed;
        }
    }

    private static BackupFile.Content content(Path backup, io.stackctl.node.store.Passphrase passphrase)
            throws StoreException {
        try {
            return BackupFile.read(backup, passphrase);
        } catch (IOException failure) {
            throw new StoreException("cannot read the backup: " + failure.getMessage(), failure);
        }
    }

    private static PeerAddress listen(RestoreOptionsMessage options) throws StatusException {
        try {
            return HostAddresses.listening(options.getListenAddress());
        } catch (HostAddresses.Unclear unclear) {
            throw ClusterInit.invalid(String.valueOf(unclear.getMessage()));
        }
    }

    private static PeerAddress address(RestoreOptionsMessage options, PeerAddress listen) throws StatusException {
        try {
            return HostAddresses.advertised(options.getAdvertiseAddress(), listen);
        } catch (HostAddresses.Unclear unclear) {
            throw ClusterInit.invalid(String.valueOf(unclear.getMessage()));
        }
    }

    private static StatusException refused(String sentence) {
        return Status.FAILED_PRECONDITION.withDescription(sentence).asException();
    }
}
