package io.stackctl.compose;

import io.stackctl.diagnostic.Code;
import io.stackctl.diagnostic.Diagnostic;
import io.stackctl.diagnostic.Diagnostics;
import io.stackctl.yaml.Yaml;
import io.stackctl.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys of older formats that a stack cannot honour; each with what to write in its stead. */
final class ForbiddenKeys {
    private static final String LIMITS = "set resource limits under `deploy.resources`";

    static final Map<String, String> REMEDIES = Map.of(
            "volume_driver", "define the volume under the top-level `volumes` with its `driver`",
            "volumes_from", "define a volume under the top-level `volumes` and name it in each service",
            "cpu_quota", LIMITS,
            "cpu_shares", LIMITS,
            "cpuset", LIMITS,
            "memswap_limit", LIMITS);

    /** The peer forbids these too. */
    private static final Map<String, String> REMEDIES_OF_PEER =
            Map.of("extends", "write the service out, or use a YAML anchor and `<<`", "mem_limit", LIMITS);

    private ForbiddenKeys() {}

    /** The file without the forbidden keys, each of them reported. */
    static Yaml.Mapping check(Yaml.Mapping file, Reading reading, Diagnostics.Collector diagnostics) {
        List<YamlPath> found = new ArrayList<>();
        file.get("services")
                .flatMap(ValueReader::asMapping)
                .ifPresent(services -> services.entries()
                        .forEach((name, service) -> ValueReader.asMapping(service.value())
                                .ifPresent(mapping -> mapping.entries().forEach((key, entry) -> {
                                    Optional<String> remedy = remedy(key, reading);
                                    if (remedy.isPresent()) {
                                        String message = "`" + key + "` is not supported in a stack";
                                        diagnostics.add(
                                                Diagnostic.at(entry.key().span(), Code.FORBIDDEN_KEY, message)
                                                        .withLabel(remedy.get()));
                                        found.add(YamlPath.of("services", name, key));
                                    }
                                }))));
        return (Yaml.Mapping) Pruner.without(file, found);
    }

    private static Optional<String> remedy(String key, Reading reading) {
        Optional<String> remedy = Optional.ofNullable(REMEDIES.get(key));
        return reading == Reading.OURS ? remedy : remedy.or(() -> Optional.ofNullable(REMEDIES_OF_PEER.get(key)));
    }
}
