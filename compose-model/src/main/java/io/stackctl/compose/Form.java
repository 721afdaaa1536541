package io.stackctl.compose;

import io.stackctl.yaml.Yaml;
import java.util.Optional;

/**
 * Brings a value to the one form that the phases after this know: the form {@code config} prints. Empty means that the
 * value says nothing, as {@code false}, {@code ""} and {@code []} do, and is left out.
 */
@FunctionalInterface
interface Form {
    Optional<Yaml> apply(Yaml value, Context context);
}
