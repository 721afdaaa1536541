package io.stackctl.convert;

import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.FileUse;
import io.stackctl.compose.model.Located;
import io.stackctl.spec.FileReference;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Converts the uses of secrets and configs by services. */
final class SecretConverter {
    private static final Comparator<FileReference> ORDER =
            Comparator.comparing(FileReference::name).thenComparing(FileReference::target);

    private final Scope scope;

    SecretConverter(Scope scope) {
        this.scope = scope;
    }

    /** Sorted by name and target; without a target the key is the name of the file. */
    List<FileReference> convert(List<FileUse> uses, SortedMap<String, FileObject> objects) {
        return uses.stream().map(use -> convert(use, objects)).sorted(ORDER).toList();
    }

    private FileReference convert(FileUse use, SortedMap<String, FileObject> objects) {
        String key = use.source().value();
        Optional<FileObject> object = Optional.ofNullable(objects.get(key));
        return new FileReference(
                scope.name(key, object.flatMap(FileObject::name)),
                Optional.empty(),
                use.target().map(Located::value).orElse(key),
                use.user().orElse(Defaults.FILE_OWNER),
                use.group().orElse(Defaults.FILE_OWNER),
                use.mode().map(Long::intValue).orElse(Defaults.FILE_MODE));
    }
}
