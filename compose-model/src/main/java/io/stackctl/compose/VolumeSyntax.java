package io.stackctl.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The short form of a volume: {@code [source:]target[:options]}. A single letter before a colon is a Windows drive, so
 * {@code d:/x} has no source.
 */
final class VolumeSyntax {
    private static final Set<String> PROPAGATIONS =
            Set.of("rprivate", "private", "rshared", "shared", "rslave", "slave");

    private VolumeSyntax() {}

    sealed interface Result {}

    /**
     * The parts of the short form.
     *
     * @param ignored options that mean nothing
     */
    record Parsed(
            boolean bind,
            Optional<String> source,
            String target,
            boolean readOnly,
            boolean noCopy,
            Optional<String> propagation,
            List<String> ignored)
            implements Result {}

    record Invalid(String reason) implements Result {}

    static Result parse(String text) {
        if (text.isEmpty()) {
            return new Invalid("the volume is empty");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length <= 2) {
            return anonymous(text);
        }
        List<String> sections = sections(text);
        if (sections.stream().anyMatch(String::isEmpty)) {
            return new Invalid("a part between colons is empty");
        }
        if (sections.size() > 3) {
            return new Invalid("it has more than the three parts source:target:options");
        }
        if (sections.size() == 1) {
            return anonymous(text);
        }
        return withOptions(sections.get(0), sections.get(1), sections.size() == 3 ? sections.get(2) : "");
    }

    private static Parsed anonymous(String target) {
        return new Parsed(false, Optional.empty(), target, false, false, Optional.empty(), List.of());
    }

    private static Parsed withOptions(String source, String target, String options) {
        boolean readOnly = false;
        boolean noCopy = false;
        Optional<String> propagation = Optional.empty();
        List<String> ignored = new ArrayList<>();
        for (String option : options.split(",", -1)) {
            switch (option) {
                case "ro" -> readOnly = true;
                case "rw" -> readOnly = false;
                case "nocopy" -> noCopy = true;
                default -> {
                    if (PROPAGATIONS.contains(option)) {
                        propagation = Optional.of(option);
                    } else if (!option.isEmpty()) {
                        ignored.add(option);
                    }
                }
            }
        }
        return new Parsed(
                isFilePath(source), Optional.of(source), target, readOnly, noCopy, propagation, List.copyOf(ignored));
    }

    private static List<String> sections(String text) {
        List<String> sections = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        for (int c : text.codePoints().toArray()) {
            if (c == ':' && !isDrive(section)) {
                sections.add(section.toString());
                section.setLength(0);
            } else {
                section.appendCodePoint(c);
            }
        }
        sections.add(section.toString());
        return sections;
    }

    private static boolean isDrive(CharSequence section) {
        return Character.codePointCount(section, 0, section.length()) == 1
                && Character.isLetter(Character.codePointAt(section, 0));
    }

    private static boolean isFilePath(String source) {
        char first = source.charAt(0);
        if (first == '.' || first == '/' || first == '~' || source.startsWith("\\\\")) {
            return true;
        }
        int drive = Character.charCount(source.codePointAt(0));
        return Character.isLetter(source.codePointAt(0)) && source.length() > drive && source.charAt(drive) == ':';
    }
}
