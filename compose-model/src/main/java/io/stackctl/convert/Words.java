package io.stackctl.convert;

import io.stackctl.compose.model.Located;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words of the file as constants of the spec: {@code on-failure} is {@code ON_FAILURE}. */
final class Words {
    private Words() {}

    /** The constant; the standard one where nothing is written, or a word that only the peer's reading lets pass. */
    static <E extends Enum<E>> E constant(List<E> constants, Optional<Located<String>> written, E standard) {
        return written.map(text -> text.value().toUpperCase(Locale.ROOT).replace('-', '_'))
                .flatMap(name -> constants.stream()
                        .filter(constant -> constant.name().equals(name))
                        .findFirst())
                .orElse(standard);
    }
}
