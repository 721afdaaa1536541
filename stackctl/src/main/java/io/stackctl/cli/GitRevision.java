package io.stackctl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commit that is checked out where a file lies, read from git's own files: git need not be installed. */
final class GitRevision {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

    private GitRevision() {}

    /** Empty outside of a work tree, before its first commit, and when git's files cannot be read. */
    static Optional<String> of(Path file) {
        for (var folder = file.toAbsolutePath().normalize().getParent(); folder != null; folder = folder.getParent()) {
            var git = folder.resolve(".git");
            if (Files.exists(git)) {
                try {
                    return commit(git);
                } catch (IOException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> commit(Path git) throws IOException {
        var own = Files.isDirectory(git)
                ? git
                : git.resolveSibling(Files.readString(git).strip().replaceFirst("^gitdir: ", ""));
        var head = Files.readString(own.resolve("HEAD")).strip();
        if (!head.startsWith("ref: ")) {
            return Optional.of(head).filter(text -> COMMIT.matcher(text).matches());
        }
        var name = head.substring("ref: ".length());
        var shared = own.resolve("commondir");
        var common = Files.exists(shared) ? own.resolve(Files.readString(shared).strip()) : own;
        for (var place : List.of(own, common)) {
            if (Files.exists(place.resolve(name))) {
                return Optional.of(Files.readString(place.resolve(name)).strip())
                        .filter(text -> COMMIT.matcher(text).matches());
            }
        }
        return packed(common.resolve("packed-refs"), name);
    }

    private static Optional<String> packed(Path packed, String name) throws IOException {
        if (!Files.exists(packed)) {
            return Optional.empty();
        }
        return Files.readAllLines(packed).stream()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst();
    }
}
