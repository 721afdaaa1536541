package io.stackctl.compose;

import io.stackctl.compose.model.FileObject;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Network;
import io.stackctl.compose.model.Volume;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binds top-level networks, volumes, secrets and configs. */
final class ObjectBinder {
    private ObjectBinder() {}

    static Network network(Yaml.Key key, ValueReader network) {
        List<Network.Pool> pools = new ArrayList<>();
        network.section("ipam")
                .mappings("config")
                .forEach(pool -> pool.located("subnet")
                        .ifPresent(subnet -> pools.add(
                                new Network.Pool(subnet, pool.located("gateway"), pool.located("ip_range")))));
        return new Network(
                key.name(),
                key.span(),
                network.flag("external"),
                network.located("name"),
                network.text("driver"),
                network.pairs("driver_opts"),
                network.flag("internal"),
                network.flag("attachable"),
                network.pairs("labels"),
                pools,
                network.section("ipam").text("driver"));
    }

    static Volume volume(Yaml.Key key, ValueReader volume) {
        return new Volume(
                key.name(),
                key.span(),
                volume.flag("external"),
                volume.located("name"),
                volume.text("driver"),
                volume.pairs("driver_opts"),
                volume.pairs("labels"));
    }

    static FileObject fileObject(Yaml.Key key, ValueReader object, Environment environment) {
        Optional<Located<String>> variable = object.located("environment");
        return new FileObject(
                key.name(),
                key.span(),
                object.flag("external"),
                object.located("name"),
                object.located("file"),
                object.located("content")
                        .or(() -> variable.flatMap(
                                name -> environment.get(name.value()).map(text -> new Located<>(text, name.span())))),
                variable,
                object.located("driver"),
                object.pairs("driver_opts"),
                object.pairs("labels"),
                object.text("template_driver"));
    }
}
