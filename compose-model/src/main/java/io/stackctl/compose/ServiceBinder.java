package io.stackctl.compose;

import io.stackctl.compose.model.Attachment;
import io.stackctl.compose.model.Command;
import io.stackctl.compose.model.FileUse;
import io.stackctl.compose.model.Healthcheck;
import io.stackctl.compose.model.Located;
import io.stackctl.compose.model.Logging;
import io.stackctl.compose.model.Mount;
import io.stackctl.compose.model.Names;
import io.stackctl.compose.model.Port;
import io.stackctl.compose.model.Security;
import io.stackctl.compose.model.Service;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Binds one service. */
final class ServiceBinder {
    private ServiceBinder() {}

    static Service bind(Yaml.Key key, ValueReader service) {
        return new Service(
                key.name(),
                key.span(),
                service.located("image"),
                command(service),
                new Names(
                        service.text("hostname"),
                        service.text("domainname"),
                        service.locatedTexts("extra_hosts"),
                        service.locatedTexts("dns"),
                        service.texts("dns_search"),
                        service.texts("dns_opt")),
                mounts(service),
                service.locatedTexts("tmpfs"),
                fileUses(service, "secrets"),
                fileUses(service, "configs"),
                attachments(service),
                service.mappings("ports").stream().map(ServiceBinder::port).toList(),
                security(service),
                AccessBinder.bind(service),
                service.mappingAt("healthcheck").map(ServiceBinder::healthcheck),
                service.mappingAt("logging")
                        .map(logging -> new Logging(logging.text("driver"), logging.pairs("options"))),
                service.pairs("labels"),
                DeployBinder.bind(service.section("deploy")),
                service.located("restart"),
                DependencyForm.bind(service),
                new Service.Pace(service.located("x-drain"), service.located("x-progress-deadline")));
    }

    private static Command command(ValueReader service) {
        SortedMap<String, Optional<String>> environment = new TreeMap<>();
        service.section("environment")
                .entries()
                .forEach(entry -> environment.put(entry.key().name(), Forms.print(entry.value())));
        return new Command(
                service.texts("entrypoint"),
                service.texts("command"),
                Collections.unmodifiableSortedMap(environment),
                service.text("working_dir"),
                service.text("user"),
                service.texts("group_add"),
                service.flag("tty"),
                service.flag("stdin_open"),
                service.choice("init"),
                service.text("stop_signal"),
                service.duration("stop_grace_period"));
    }

    private static List<Mount> mounts(ValueReader service) {
        return service.mappings("volumes").stream().map(ServiceBinder::mount).toList();
    }

    private static Mount mount(ValueReader mount) {
        return new Mount(
                mount.span(),
                mount.located("type").orElseGet(() -> new Located<>("", mount.span())),
                mount.located("source"),
                mount.text("target").orElse(""),
                mount.flag("read_only"),
                new Mount.Options(
                        mount.text("consistency"),
                        mount.mappingAt("bind")
                                .map(bind -> new Mount.BindOptions(
                                        mount.keySpan("bind"),
                                        bind.text("propagation"),
                                        bind.flag("create_host_path"))),
                        mount.mappingAt("volume")
                                .map(volume -> new Mount.VolumeOptions(
                                        mount.keySpan("volume"),
                                        volume.flag("nocopy"),
                                        volume.text("subpath"),
                                        volume.pairs("labels"))),
                        mount.mappingAt("tmpfs")
                                .map(tmpfs -> new Mount.TmpfsOptions(
                                        mount.keySpan("tmpfs"), tmpfs.number("size"), tmpfs.number("mode")))));
    }

    private static List<FileUse> fileUses(ValueReader service, String key) {
        return service.mappings(key).stream()
                .map(use -> new FileUse(
                        use.span(),
                        use.located("source").orElseGet(() -> new Located<>("", use.span())),
                        use.located("target"),
                        use.text("uid"),
                        use.text("gid"),
                        use.number("mode")))
                .toList();
    }

    private static List<Attachment> attachments(ValueReader service) {
        List<Attachment> attachments = new ArrayList<>();
        ValueReader networks = service.section("networks");
        for (Yaml.Entry entry : networks.entries()) {
            ValueReader attachment = networks.section(entry.key().name());
            attachments.add(new Attachment(
                    new Located<>(entry.key().name(), entry.key().span()),
                    attachment.texts("aliases"),
                    attachment.located("ipv4_address"),
                    attachment.pairs("driver_opts")));
        }
        return attachments;
    }

    private static Port port(ValueReader port) {
        return new Port(
                port.span(),
                port.number("target"),
                port.number("published"),
                port.located("protocol"),
                port.located("mode"),
                port.text(PortForms.ADDRESS));
    }

    private static Security security(ValueReader service) {
        return new Security(
                service.texts("cap_add"),
                service.texts("cap_drop"),
                service.pairs("sysctls"),
                service.section("ulimits").entries().stream()
                        .map(ServiceBinder::ulimit)
                        .toList(),
                service.flag("read_only"),
                service.flag("privileged"),
                service.texts("security_opt"),
                service.number("oom_score_adj"),
                service.text("isolation"),
                service.mappingAt("credential_spec")
                        .map(spec -> new Security.CredentialSpec(
                                spec.span(), spec.located("config"), spec.text("file"), spec.text("registry"))));
    }

    private static Security.Ulimit ulimit(Yaml.Entry entry) {
        return ValueReader.asMapping(entry.value())
                .map(ValueReader::of)
                .map(both -> new Security.Ulimit(
                        entry.key().name(),
                        both.number("soft").orElse(0L),
                        both.number("hard").orElse(0L)))
                .orElseGet(() -> {
                    long single = Long.parseLong(Forms.given(entry.value()));
                    return new Security.Ulimit(entry.key().name(), single, single);
                });
    }

    private static Healthcheck healthcheck(ValueReader check) {
        return new Healthcheck(
                check.span(),
                check.texts("test"),
                check.flag("disable"),
                check.duration("interval"),
                check.duration("timeout"),
                check.duration("start_period"),
                check.duration("start_interval"),
                check.number("retries"));
    }
}
