package io.stackctl.node.store;

import java.util.Optional;

/** The keys that data on the disk is sealed with: one for what is new, others for what is older. */
interface Sealings {
    Sealing current();

    /** Empty when that key is not here. */
    Optional<Sealing> byId(byte[] id);

    /** Makes bytes of an entry. */
    interface Encoder {
        byte[] encode(Sealing sealing);
    }

    /** Encodes an entry of the log with the key for what is new. */
    byte[] seal(long index, Encoder encoder);
}
