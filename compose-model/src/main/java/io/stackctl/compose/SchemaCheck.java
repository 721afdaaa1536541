package io.stackctl.compose;

import com.networknt.schema.Error;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Checks the shape of a file against the schema of its version, and hands on the file without the parts that are wrong,
 * so that the phases after it can look for further mistakes and need not doubt the shape of anything.
 */
final class SchemaCheck {
    private final Reading reading;
    private final Diagnostics.Collector diagnostics;

    SchemaCheck(Reading reading, Diagnostics.Collector diagnostics) {
        this.reading = reading;
        this.diagnostics = diagnostics;
    }

    Yaml.Mapping check(Yaml.Mapping file, ComposeVersion version) {
        VersionedSchema schema = VersionedSchema.of(version, reading);
        JsonNode view = JsonView.of(file, reading);
        SchemaMessages messages = new SchemaMessages(schema, version, file);
        List<YamlPath> wrong = new ArrayList<>();
        for (Error error : schema.validate(view)) {
            YamlPath path = path(error);
            diagnostics.add(messages.diagnostic(error, path));
            wrong.add(messages.wrongPart(error, path));
        }
        return (Yaml.Mapping) Pruner.without(file, wrong);
    }

    private static YamlPath path(Error error) {
        YamlPath path = YamlPath.ROOT;
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            path = path.child(error.getInstanceLocation().getName(i));
        }
        return path;
    }
}
