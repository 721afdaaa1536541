package io.stackctl.cli;

import java.util.Optional;

/** Which version of the tool this is, as its jar says. */
final class Version {
    private Version() {}

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    static String line() {
        return "stackctl version " + number();
    }
}
