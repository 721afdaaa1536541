package io.stackctl.node.trust;

import java.util.Optional;

/** Seals the private key of a manager on its disk, where the swarm locks its managers. */
public interface KeySeal {
    /** Seals nothing: keys lie in clear, for their owner alone. */
    KeySeal NONE = new KeySeal() {
        @Override
        public Optional<byte[]> seal(byte[] key) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> open(byte[] sealed) {
            return Optional.empty();
        }

        @Override
        public boolean isCurrent(byte[] sealed) {
            return false;
        }
    };

    /** Empty when the key is to lie in clear. */
    Optional<byte[]> seal(byte[] key);

    /** Empty when it was changed, or sealed with what is not here. */
    Optional<byte[]> open(byte[] sealed);

    /** Whether it is sealed as {@link #seal} does it now. */
    boolean isCurrent(byte[] sealed);
}
