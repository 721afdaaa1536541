package io.stackctl.node.docker;

import java.util.Optional;

/** Knows which login an image's registry takes. */
@FunctionalInterface
public interface RegistryLogins {
    /** Every registry is asked without a name. */
    RegistryLogins NONE = _ -> Optional.empty();

    Optional<RegistryLogin> forImage(String reference);
}
