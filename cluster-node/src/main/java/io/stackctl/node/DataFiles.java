package io.stackctl.node;

import io.stackctl.node.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The daemon's own files on disk. */
final class DataFiles {
    private DataFiles() {}

    /**
     * Removes what the daemon wrote: identity, log, snapshots, the last assignment. The identity goes first, so that a
     * crash in between leaves a folder that belongs to no cluster.
     */
    static void wipe(Path dataDirectory) throws StoreException {
        try {
            NodeIdentity.forget(dataDirectory);
            for (var name : new String[] {
                Membership.RAFT, Membership.AGENT, Membership.CERTIFICATES, Membership.MANAGERS, Membership.PEERS
            }) {
                remove(dataDirectory.resolve(name));
            }
        } catch (IOException e) {
            throw new StoreException("cannot remove the state in " + dataDirectory + ": " + e.getMessage(), e);
        }
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
