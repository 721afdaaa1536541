package io.stackctl.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a value should not be shown in a plan. A guess from the name and the look of the value: what it takes for a
 * secret is only left out of the output, nothing else depends on it.
 */
final class Secrecy {
    private static final Pattern NAME = Pattern.compile(
            "PASSW|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|SIGNING_?KEY|(^|_)(PASS|PWD|KEY|SALT|DSN)$");

    /** A user and a password in an address, such as {@code postgres://app:pw@db/app}. */
    private static final Pattern VALUE =
            Pattern.compile("://[^/@\\s]*:[^/@\\s]+@|-----BEGIN |(?i:(password|token|secret)[=:])");

    private Secrecy() {}

    static boolean hides(String name, String value) {
        var normal = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
        return NAME.matcher(normal).find() || VALUE.matcher(value).find();
    }
}
