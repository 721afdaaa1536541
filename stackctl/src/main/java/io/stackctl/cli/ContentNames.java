package io.stackctl.cli;

import io.stackctl.cli.client.Answers.StoredContent;
import io.stackctl.cli.client.ContentKind;
import io.stackctl.diagnostic.Suggestion;
import java.util.List;

/** Names of secrets and configs that users mistype. */
final class ContentNames {
    private ContentNames() {}

    /** {@code no such secret: db_pasword (did you mean db_password?)}. */
    static String missing(ContentKind kind, String name, List<StoredContent> known) {
        var names = known.stream().map(StoredContent::name).toList();
        return "no such " + kind.word() + ": " + name
                + Suggestion.nearest(name, names)
                        .map(near -> " (did you mean " + near + "?)")
                        .orElse("");
    }
}
