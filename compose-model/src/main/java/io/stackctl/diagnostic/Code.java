package io.stackctl.diagnostic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The stable name of a kind of diagnostic. Codes are never renamed or reused: scripts and searches rely on them. Each has
 * an entry in {@code docs/diagnostics.md}.
 */
public enum Code {
    NO_COMPOSE_FILE(Severity.ERROR),
    UNREADABLE_FILE(Severity.ERROR),

    YAML_ENCODING(Severity.ERROR),
    YAML_SYNTAX(Severity.ERROR),
    YAML_ALIAS(Severity.ERROR),
    YAML_EXPANSION(Severity.ERROR),
    YAML_DEPTH(Severity.ERROR),
    YAML_NUMBER(Severity.ERROR),
    YAML_TAG(Severity.ERROR),
    YAML_MERGE_KEY(Severity.ERROR),
    DUPLICATE_KEY(Severity.ERROR),
    NON_TEXT_KEY(Severity.ERROR),
    EXTRA_DOCUMENT(Severity.WARNING),

    INVALID_VARIABLE(Severity.ERROR),
    REQUIRED_VARIABLE(Severity.ERROR),
    INVALID_CONVERSION(Severity.ERROR),
    UNSET_VARIABLE(Severity.WARNING),
    UNBRACED_OPERATOR(Severity.WARNING),
    DROPPED_DOLLAR(Severity.WARNING),
    NESTED_VARIABLE(Severity.WARNING),
    MISREAD_OPERATOR(Severity.WARNING),

    UNSUPPORTED_VERSION(Severity.ERROR),
    VERSION_MISMATCH(Severity.ERROR),
    FORBIDDEN_KEY(Severity.ERROR),
    UNKNOWN_KEY(Severity.ERROR),
    NEWER_KEY(Severity.ERROR),
    INVALID_NAME(Severity.ERROR),
    WRONG_TYPE(Severity.ERROR),
    INVALID_VALUE(Severity.ERROR),
    DUPLICATE_ITEM(Severity.ERROR),

    INVALID_PORT(Severity.ERROR),
    INVALID_DURATION(Severity.ERROR),
    INVALID_SIZE(Severity.ERROR),
    INVALID_NUMBER(Severity.ERROR),
    INVALID_COMMAND(Severity.ERROR),
    INVALID_VOLUME(Severity.ERROR),
    INVALID_SUBNET(Severity.ERROR),
    INVALID_ENV_FILE(Severity.ERROR),
    CONFLICTING_KEYS(Severity.ERROR),
    CIRCULAR_REFERENCE(Severity.ERROR),

    MISSING_IMAGE(Severity.ERROR),
    INVALID_IMAGE(Severity.ERROR),
    INVALID_OBJECT_NAME(Severity.ERROR),
    UNDEFINED_REFERENCE(Severity.ERROR),
    DUPLICATE_TARGET(Severity.ERROR),
    DUPLICATE_PORT(Severity.ERROR),
    INVALID_MODE(Severity.ERROR),
    INVALID_RESTART(Severity.ERROR),
    INVALID_RESOURCES(Severity.ERROR),
    INVALID_CONSTRAINT(Severity.ERROR),
    INVALID_HEALTHCHECK(Severity.ERROR),
    INVALID_CONTENT_SIZE(Severity.ERROR),

    IGNORED_KEY(Severity.WARNING),
    DEPRECATED_KEY(Severity.WARNING),
    COLLAPSED_ENTRY(Severity.WARNING),
    IGNORED_DEPENDENCY(Severity.WARNING),
    MISSING_HOME(Severity.WARNING),
    DOT_ENV_READ(Severity.WARNING),
    OTHER_STACK_NAME(Severity.WARNING),
    NOW_HONOURED(Severity.NOTE);

    private final Severity severity;
    private final String slug;

    Code(Severity severity) {
        this.severity = severity;
        this.slug = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The code as users see it, as in {@code unknown-key}. */
    public String slug() {
        return slug;
    }

    public Severity severity() {
        return severity;
    }

    public static Optional<Code> of(String slug) {
        return Arrays.stream(values()).filter(code -> code.slug.equals(slug)).findFirst();
    }

    @Override
    public String toString() {
        return slug;
    }
}
