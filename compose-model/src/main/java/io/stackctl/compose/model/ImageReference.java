package io.stackctl.compose.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image: {@code [domain/]path[:tag][@digest]}.
 *
 * <p>The grammar is that of the distribution project, which engines and registries share.
 */
public record ImageReference(Optional<String> domain, String path, Optional<String> tag, Optional<String> digest) {
    private static final String DEFAULT_DOMAIN = "docker.io";
    private static final Set<String> HUB = Set.of(DEFAULT_DOMAIN, "index.docker.io");
    private static final String OFFICIAL = "library/";
    private static final int LONGEST_NAME = 255;

    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String DOMAIN_COMPONENT = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST =
            "(?:" + DOMAIN_COMPONENT + "(?:\\." + DOMAIN_COMPONENT + ")*|\\[(?:[a-fA-F0-9:]+)\\])";
    private static final Pattern REFERENCE = Pattern.compile("(?:(?<domain>" + HOST + "(?::[0-9]+)?)/)?(?<path>"
            + COMPONENT + "(?:/" + COMPONENT + ")*)(?::(?<tag>[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}))?"
            + "(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?");
    private static final int IDENTIFIER_LENGTH = 64;
    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

    /** The reference, or empty if the text is none. */
    public static Optional<ImageReference> parse(String text) {
        if (text.length() == IDENTIFIER_LENGTH && IDENTIFIER.matcher(text).matches()) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        boolean named = slash >= 0 && isDomain(text.substring(0, slash));
        String remainder = named ? text.substring(slash + 1) : text;
        Matcher matcher = REFERENCE.matcher(named ? text : DEFAULT_DOMAIN + "/" + remainder);
        if (!matcher.matches() || matcher.group("domain") == null) {
            return Optional.empty();
        }
        String path = matcher.group("path");
        if (path.length() + matcher.group("domain").length() >= LONGEST_NAME) {
            return Optional.empty();
        }
        Optional<String> domain = named ? Optional.of(text.substring(0, slash)) : Optional.empty();
        return Optional.of(new ImageReference(
                domain, path, Optional.ofNullable(matcher.group("tag")), Optional.ofNullable(matcher.group("digest"))));
    }

    /** The name in its shortest form, with a tag unless it has a tag or a digest. */
    public String withTag() {
        boolean hub = domain.isEmpty() || HUB.contains(domain.get());
        boolean official = hub && path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
        String shortPath = official ? path.substring(OFFICIAL.length()) : path;
        String shown = hub ? "" : domain.get() + "/";
        String suffix = tag.map(text -> ":" + text).orElse(digest.isPresent() ? "" : ":latest")
                + digest.map(text -> "@" + text).orElse("");
        return shown + shortPath + suffix;
    }

    /** The first part is a host if it looks like one: it has a dot, a port or capitals, or is {@code localhost}. */
    private static boolean isDomain(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.toLowerCase(Locale.ROOT).equals(first);
    }
}
