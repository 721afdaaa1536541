package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys of older formats that a stack cannot honour; each with what to write in its stead. */
final class ForbiddenKeys {
    private static final String LIMITS = "set resource limits under `deploy.resources`";

    private static final Map<String, String> REMEDIES = Map.of(
            "extends", "write the service out, or use a YAML anchor and `<<`",
            "volume_driver", "define the volume under the top-level `volumes` with its `driver`",
            "volumes_from", "define a volume under the top-level `volumes` and name it in each service",
            "cpu_quota", LIMITS,
            "cpu_shares", LIMITS,
            "cpuset", LIMITS,
            "mem_limit", LIMITS,
            "memswap_limit", LIMITS);

    private ForbiddenKeys() {}

    /** The file without the forbidden keys, each of them reported. */
    static Yaml.Mapping check(Yaml.Mapping file, Diagnostics.Collector diagnostics) {
        List<YamlPath> found = new ArrayList<>();
        file.get("services")
                .flatMap(ValueReader::asMapping)
                .ifPresent(services -> services.entries()
                        .forEach((name, service) -> ValueReader.asMapping(service.value())
                                .ifPresent(mapping -> mapping.entries().forEach((key, entry) -> {
                                    String remedy = REMEDIES.get(key);
                                    if (remedy != null) {
                                        String message = "`" + key + "` is not supported in a stack";
                                        diagnostics.add(
                                                Diagnostic.at(entry.key().span(), Code.FORBIDDEN_KEY, message)
                                                        .withLabel(remedy));
                                        found.add(YamlPath.of("services", name, key));
                                    }
                                }))));
        return (Yaml.Mapping) Pruner.without(file, found);
    }
}
