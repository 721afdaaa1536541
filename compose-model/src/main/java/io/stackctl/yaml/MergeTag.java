package io.stackctl.yaml;

import java.util.Arrays;
import java.util.Optional;

/** Tags that say how a value lies over that of an earlier file. */
public enum MergeTag {
    /** The earlier value is taken away, and this one too. */
    RESET("!reset"),
    /** This value takes the place of the earlier one, instead of being merged with it. */
    OVERRIDE("!override");

    private final String text;

    MergeTag(String text) {
        this.text = text;
    }

    static Optional<MergeTag> of(Optional<String> tag) {
        return tag.flatMap(written -> Arrays.stream(values())
                .filter(known -> known.text.equals(written))
                .findFirst());
    }
}
