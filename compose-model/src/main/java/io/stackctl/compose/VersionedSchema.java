package io.stackctl.compose;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of one version of the compose format: our one schema, with everything that is newer cut away.
 *
 * <p>The dialect holds the dozen keywords the schema uses and no more: building the validator is on the way of every
 * command that reads a file.
 */
final class VersionedSchema {
    private static final String RESOURCE = "/io/stackctl/schemas/compose/compose-v3.json";
    private static final String LOCATION = "https://stackctl.io/schemas/compose/compose-v3.json";
    private static final String DIALECT = "https://stackctl.io/schemas/compose/dialect";

    /** In place of a version: a key of the Compose Specification, in files of every version, but not for the peer. */
    private static final String SPECIFICATION = "spec";

    private record Key(ComposeVersion version, Reading reading) {}

    private static final Map<Key, VersionedSchema> MADE = new ConcurrentHashMap<>();

    private final JsonNode whole;
    private final Schema schema;

    private VersionedSchema(JsonNode whole, Schema schema) {
        this.whole = whole;
        this.schema = schema;
    }

    /** The schema of a version; made when it is first asked for, and kept: there are twice fourteen at most. */
    static VersionedSchema of(ComposeVersion version, Reading reading) {
        return MADE.computeIfAbsent(new Key(version, reading), VersionedSchema::make);
    }

    private static VersionedSchema make(Key version) {
        JsonNode whole = read();
        ObjectNode cut = (ObjectNode) whole.deepCopy();
        cut.remove("$schema");
        cut(cut, version);
        Dialect dialect = dialect();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                dialect, builder -> builder.dialectRegistry(new BasicDialectRegistry(dialect)));
        return new VersionedSchema(whole, registry.getSchema(SchemaLocation.of(LOCATION), cut));
    }

    List<com.networknt.schema.Error> validate(JsonNode file) {
        return schema.validate(
                file, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** The first version that knows a key of the object at this place of the schema, if a later one does. */
    Optional<ComposeVersion> since(SchemaLocation location, String key) {
        return properties(location)
                .map(properties -> properties.path(key).path("since").asString(""))
                .filter(text -> !text.isEmpty() && !text.equals(SPECIFICATION))
                .flatMap(ComposeVersion::parse);
    }

    /** The format of the value at this place of the schema; empty if it has none. */
    String format(SchemaLocation keyword) {
        return parent(keyword).path("format").asString("");
    }

    /** The keys of the object at this place of the schema. */
    List<String> keys(SchemaLocation location) {
        return properties(location)
                .map(properties -> List.copyOf(properties.propertyNames()))
                .orElse(List.of());
    }

    private Optional<JsonNode> properties(SchemaLocation keyword) {
        return Optional.of(parent(keyword).path("properties")).filter(JsonNode::isObject);
    }

    /** The object of the schema that holds a keyword. */
    private JsonNode parent(SchemaLocation keyword) {
        JsonNode node = whole;
        for (int i = 0; i < keyword.getFragment().getNameCount() - 1; i++) {
            node = node.path(keyword.getFragment().getName(i));
        }
        return node;
    }

    private static JsonNode read() {
        try (InputStream in = VersionedSchema.class.getResourceAsStream(RESOURCE)) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in, RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cut(JsonNode node, Key version) {
        if (node instanceof ObjectNode object) {
            cutForms(object, version);
            cutRules(object, version);
            object.remove("$comment");
            Iterator<Map.Entry<String, JsonNode>> entries = object.properties().iterator();
            List<String> newer = new ArrayList<>();
            while (entries.hasNext()) {
                Map.Entry<String, JsonNode> entry = entries.next();
                if (entry.getValue().isObject() && isNewer(entry.getValue().path("since"), version)) {
                    newer.add(entry.getKey());
                }
            }
            newer.forEach(object::remove);
            object.remove("since");
        }
        node.forEach(child -> cut(child, version));
    }

    /** Where the peer's schema of a version asks for less than ours. */
    private static void cutRules(ObjectNode object, Key version) {
        JsonNode uniqueBefore = object.remove("uniqueBefore");
        if (uniqueBefore != null && !isNewer(uniqueBefore, version)) {
            object.remove("uniqueItems");
        }
        if (object.remove("openForPeer") != null && version.reading() == Reading.PEER) {
            object.putObject("additionalProperties")
                    .putArray("type")
                    .add("object")
                    .add("null");
        }
    }

    private static void cutForms(ObjectNode object, Key version) {
        JsonNode since = object.remove("typeSince");
        if (since != null && object.get("type") instanceof ArrayNode types) {
            for (int i = types.size() - 1; i >= 0; i--) {
                if (isNewer(since.path(types.get(i).asString()), version)) {
                    types.remove(i);
                }
            }
        }
    }

    private static boolean isNewer(JsonNode since, Key version) {
        if (!since.isString()) {
            return false;
        }
        return since.asString().equals(SPECIFICATION)
                ? version.reading() == Reading.PEER
                : version.version()
                        .isBefore(ComposeVersion.parse(since.asString()).orElseThrow());
    }

    private static Dialect dialect() {
        return Dialect.builder(DIALECT)
                .specificationVersion(SpecificationVersion.DRAFT_2020_12)
                .idKeyword("$id")
                .keywords(List.of(
                        KeywordType.ADDITIONAL_PROPERTIES,
                        KeywordType.ENUM,
                        KeywordType.FORMAT,
                        KeywordType.ITEMS,
                        KeywordType.MINIMUM,
                        KeywordType.PATTERN_PROPERTIES,
                        KeywordType.PROPERTIES,
                        KeywordType.REF,
                        KeywordType.REQUIRED,
                        KeywordType.TYPE,
                        KeywordType.UNIQUE_ITEMS))
                .keywords(List.of(
                        new NonValidationKeyword("$id"),
                        new NonValidationKeyword("$defs"),
                        new NonValidationKeyword("title")))
                .formats(SchemaFormats.ALL)
                .build();
    }
}
