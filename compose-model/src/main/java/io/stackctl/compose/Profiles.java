package io.stackctl.compose;

import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Leaves out the services whose profiles are not active; a service without profiles is always there. */
final class Profiles {
    /** The active profiles, separated by commas. */
    private static final String VARIABLE = "COMPOSE_PROFILES";

    private static final String ALL = "*";

    private Profiles() {}

    static Yaml.Mapping select(Yaml.Mapping file, Environment environment) {
        Set<String> active = new HashSet<>();
        for (String name : environment.get(VARIABLE).orElse("").split(",", -1)) {
            active.add(name.strip());
        }
        List<Yaml.Entry> kept = new ArrayList<>();
        for (Yaml.Entry service : ValueReader.of(file).section("services").entries()) {
            List<String> wanted = ValueReader.asMapping(service.value())
                    .map(mapping -> ValueReader.of(mapping).texts("profiles"))
                    .orElse(List.of());
            if (wanted.isEmpty() || active.contains(ALL) || wanted.stream().anyMatch(active::contains)) {
                kept.add(service);
            }
        }
        return file.get("services")
                .map(services -> file.with("services", Yaml.Mapping.of(kept, services.span())))
                .orElse(file);
    }
}
