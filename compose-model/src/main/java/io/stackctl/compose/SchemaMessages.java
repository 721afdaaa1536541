package io.stackctl.compose;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Limits;
import io.stackctl.diagnostic.Suggestion;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Span;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The validator's errors in words and places for users. */
final class SchemaMessages {
    private static final Set<String> NAMED_SECTIONS = Set.of("services", "networks", "volumes", "secrets", "configs");
    private static final int LISTED_KEYS = 12;

    private final VersionedSchema schema;
    private final ComposeVersion version;
    private final Yaml.Mapping file;
    /** By the very objects that the validator has: a file may have very many mistakes, and equal ones are dear to compare. */
    private final IdentityHashMap<SchemaLocation, Keys> keys = new IdentityHashMap<>();

    private final IdentityHashMap<JsonNode, String> words = new IdentityHashMap<>();

    SchemaMessages(VersionedSchema schema, ComposeVersion version, Yaml.Mapping file) {
        this.schema = schema;
        this.version = version;
        this.file = file;
    }

    /**
     * The keys of one place of the schema.
     *
     * @param help a line that lists them
     * @param suggestions by the unknown keys that were met
     */
    private record Keys(List<String> all, String help, Map<String, Optional<String>> suggestions) {}

    Diagnostic diagnostic(Error error, YamlPath path) {
        Yaml node = path.find(file).orElse(file);
        return switch (error.getKeyword()) {
            case "additionalProperties" -> unknownKey(error, path, node);
            case "type" -> wrongType(error, path, node);
            case "required" ->
                Diagnostic.at(
                        node.span(),
                        Code.INVALID_VALUE,
                        "`" + name(path) + "` needs the key `" + error.getProperty() + "`");
            case "uniqueItems" -> duplicate(path, node);
            case "enum" ->
                Diagnostic.at(node.span(), Code.INVALID_VALUE, "`" + name(path) + "` is none of the allowed values")
                        .withLabel("use " + words(error.getSchemaNode()));
            case "minimum" ->
                Diagnostic.at(node.span(), Code.INVALID_VALUE, "`" + name(path) + "` is too small")
                        .withLabel("use " + error.getSchemaNode().asString() + " or more");
            case "format" -> wrongFormat(error, path, node);
            default -> throw new IllegalStateException("the schema uses a keyword without a message: " + error);
        };
    }

    /** What to leave out so that the rest has the right shape. */
    YamlPath wrongPart(Error error, YamlPath path) {
        return error.getKeyword().equals("additionalProperties") ? path.child(error.getProperty()) : path;
    }

    private Diagnostic unknownKey(Error error, YamlPath path, Yaml node) {
        String key = error.getProperty();
        Span span = node instanceof Yaml.Mapping mapping
                ? mapping.entry(key).map(entry -> entry.key().span()).orElse(node.span())
                : node.span();
        if (path.length() == 1 && NAMED_SECTIONS.contains(path.last())) {
            return Diagnostic.at(span, Code.INVALID_NAME, "`" + key + "` cannot be a name in `" + path.last() + "`")
                    .withLabel("use letters, digits, `.`, `_` and `-`");
        }
        Optional<ComposeVersion> since = schema.since(error.getSchemaLocation(), key);
        if (since.isPresent()) {
            return Diagnostic.at(span, Code.NEWER_KEY, "`" + key + "` needs version " + since.get() + " of the format")
                    .withLabel("this file says " + version)
                    .withHelp("set `version: \"" + since.get() + "\"`, or leave `version` out");
        }
        Keys known = keys.computeIfAbsent(error.getSchemaLocation(), this::keys);
        String owner = path.length() == 0 ? "a compose file" : "`" + name(path) + "`";
        Diagnostic unknown = Diagnostic.at(span, Code.UNKNOWN_KEY, "`" + key + "` is not a key of " + owner)
                .withLabel(suggestion(key, known));
        return known.all().isEmpty() ? unknown : unknown.withHelp(known.help());
    }

    private Diagnostic wrongType(Error error, YamlPath path, Yaml node) {
        Diagnostic wrong = Diagnostic.at(
                node.span(),
                Code.WRONG_TYPE,
                "`" + name(path) + "` must be " + words(error.getSchemaNode()) + ", not " + node.kind());
        return remedy(error, node).map(wrong::withLabel).orElse(wrong);
    }

    private Optional<String> remedy(Error error, Yaml node) {
        String types = " " + words(error.getSchemaNode()) + " ";
        if (!(node instanceof Yaml.Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar.value()) {
            case ScalarValue.Bool _, ScalarValue.Int _, ScalarValue.Real _, ScalarValue.Timestamp _ -> {
                if (schema.format(error.getSchemaLocation()).equals("duration")) {
                    yield Optional.of("write it with a unit: `" + source(scalar) + "s`");
                }
                yield types.contains(" text ") ? Optional.of("quote it: \"" + source(scalar) + "\"") : Optional.empty();
            }
            case ScalarValue.Text(var text) ->
                (types.contains("number") && text.matches("-?[0-9]+")) || (types.contains("true") && isBoolean(text))
                        ? Optional.of("write it without quotes")
                        : Optional.empty();
            case ScalarValue.Null() -> Optional.of("give it a value, or leave the key out");
        };
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static String source(Yaml.Scalar scalar) {
        Span span = scalar.span();
        String line = span.source().line(span.line());
        if (span.line() != span.endLine()) {
            return scalar.value().print();
        }
        int start = span.source().index(span.line(), span.column());
        return line.substring(start, span.source().index(span.line(), span.endColumn()));
    }

    private static Diagnostic duplicate(YamlPath path, Yaml node) {
        Map<JsonNode, Span> seen = new HashMap<>();
        if (node instanceof Yaml.Sequence sequence) {
            for (Yaml item : sequence.items()) {
                Span earlier = seen.putIfAbsent(JsonView.of(item), item.span());
                if (earlier != null) {
                    return Diagnostic.at(item.span(), Code.DUPLICATE_ITEM, "`" + name(path) + "` lists this twice")
                            .withRelated(earlier, "the first one is here");
                }
            }
        }
        return Diagnostic.at(node.span(), Code.DUPLICATE_ITEM, "`" + name(path) + "` lists a value twice");
    }

    private static Diagnostic wrongFormat(Error error, YamlPath path, Yaml node) {
        String text = node instanceof Yaml.Scalar scalar ? scalar.value().print() : "";
        return switch (error.getSchemaNode().asString()) {
            case "duration" ->
                Diagnostic.at(node.span(), Code.INVALID_DURATION, "`" + name(path) + "` is no duration")
                        .withLabel("write `1m30s`, `10s`, `500ms`");
            default ->
                Diagnostic.at(node.span(), Code.INVALID_PORT, "this is no port: " + portReason(text))
                        .withHelp(
                                "write `target`, `published:target`, `address:published:target`, with `/udp` if needed");
        };
    }

    private static String portReason(String text) {
        return PortSyntax.parse(text) instanceof PortSyntax.Invalid(var reason) ? reason : "it cannot be read";
    }

    /** {@code text or a list}, from one type of the schema or several; {@code `a` or `b`} for an enum. */
    private String words(JsonNode schemaNode) {
        return words.computeIfAbsent(schemaNode, SchemaMessages::read);
    }

    private static String read(JsonNode schemaNode) {
        List<JsonNode> nodes = schemaNode.isArray() ? List.copyOf(schemaNode.values()) : List.of(schemaNode);
        return nodes.stream().map(node -> word(node.asString())).distinct().collect(Collectors.joining(" or "));
    }

    private static String word(String type) {
        return switch (type) {
            case "string" -> "text";
            case "number" -> "a number";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a mapping";
            case "null" -> "empty";
            default -> "`" + type + "`";
        };
    }

    private static String name(YamlPath path) {
        boolean index = !path.last().isEmpty() && path.last().chars().allMatch(Character::isDigit);
        return index ? path.parent().last() + "[" + path.last() + "]" : path.length() == 0 ? "the file" : path.last();
    }

    /** The same mistake is often made all over a file; of very many different ones only the first are thought about. */
    private static Optional<String> suggestion(String key, Keys known) {
        return known.suggestions().size() >= Limits.SUGGESTIONS
                        && !known.suggestions().containsKey(key)
                ? Optional.empty()
                : known.suggestions().computeIfAbsent(key, _ -> Suggestion.didYouMean(key, known.all()));
    }

    private Keys keys(SchemaLocation place) {
        List<String> all = schema.keys(place);
        return new Keys(all, "allowed here: " + shortened(all), new HashMap<>());
    }

    private static String shortened(List<String> keys) {
        List<String> sorted = keys.stream().sorted().toList();
        String shown = String.join(", ", sorted.subList(0, Math.min(LISTED_KEYS, sorted.size())));
        return sorted.size() > LISTED_KEYS ? shown + ", ..." : shown;
    }
}
