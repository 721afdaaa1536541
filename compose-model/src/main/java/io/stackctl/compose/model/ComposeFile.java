package io.stackctl.compose.model;

import io.stackctl.yaml.Yaml;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files of one command as one.
 *
 * @param tree the same as YAML in long forms: what is printed for the user
 * @param name that the file gives the stack; the one on the command line counts
 */
public record ComposeFile(
        Yaml.Mapping tree,
        Optional<Located<String>> name,
        SortedMap<String, Service> services,
        SortedMap<String, Network> networks,
        SortedMap<String, Volume> volumes,
        SortedMap<String, FileObject> secrets,
        SortedMap<String, FileObject> configs) {
    public ComposeFile {
        services = copy(services);
        networks = copy(networks);
        volumes = copy(volumes);
        secrets = copy(secrets);
        configs = copy(configs);
    }

    private static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
