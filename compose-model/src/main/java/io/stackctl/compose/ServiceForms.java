package io.stackctl.compose;

import static java.util.Map.entry;

import io.stackctl.diagnostic.Code;
import io.stackctl.yaml.ScalarValue;
import io.stackctl.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The long form of a service, key by key. */
final class ServiceForms {
    private static final Form BUILD = Forms.group(Map.ofEntries(
            entry("args", EnvironmentForm::unresolved),
            entry("cache_from", Forms::texts),
            entry("context", Forms::text),
            entry("dockerfile", Forms::text),
            entry("extra_hosts", HostsForm::apply),
            entry("labels", Forms::pairs),
            entry("network", Forms::text),
            entry("target", Forms::text)));

    private static final Form HEALTHCHECK = Forms.mapping(Map.of(
            "disable", Forms::flag,
            "interval", Forms::duration,
            "retries", Forms::count,
            "start_interval", Forms::duration,
            "start_period", Forms::duration,
            "test", ServiceForms::test,
            "timeout", Forms::duration));

    private static final Form CREDENTIAL_SPEC =
            Forms.group(Map.of("config", Forms::text, "file", Forms::text, "registry", Forms::text));

    private static final Form LOGGING = Forms.mapping(Map.of("driver", Forms::text, "options", Forms::pairs));

    private static final Form FILE_REFERENCE = Forms.mapping(Map.of(
            "source", Forms::text,
            "target", Forms::text,
            "uid", Forms::text,
            "gid", Forms::text,
            "mode", ServiceForms::mode));

    private static final Form ATTACHMENT = Forms.mapping(Map.of(
            "aliases", Forms::texts,
            "driver_opts", Forms::pairs,
            "ipv4_address", Forms::text,
            "ipv6_address", Forms::text));

    private static final Map<String, Form> KEYS = Map.ofEntries(
            entry("annotations", Forms::pairs),
            entry("attach", Forms::asIs),
            entry("blkio_config", Forms::asIs),
            entry("build", ServiceForms::build),
            entry("cap_add", Forms::texts),
            entry("cap_drop", Forms::texts),
            entry("cgroup", Forms::text),
            entry("cgroup_parent", Forms::text),
            entry("cgroupns_mode", Forms::text),
            entry("command", Forms::command),
            entry("configs", Forms.list(ServiceForms::fileReference)),
            entry("container_name", Forms::text),
            entry("cpu_count", Forms::asIs),
            entry("cpu_percent", Forms::asIs),
            entry("cpu_period", Forms::asIs),
            entry("cpu_rt_period", Forms::asIs),
            entry("cpu_rt_runtime", Forms::asIs),
            entry("cpus", Forms::asIs),
            entry("credential_spec", CREDENTIAL_SPEC),
            entry("depends_on", DependencyForm::apply),
            entry("deploy", DeployForms.DEPLOY),
            entry("develop", Forms::asIs),
            entry("device_cgroup_rules", Forms::texts),
            entry("devices", Devices::form),
            entry("dns", Forms::texts),
            entry("dns_opt", Forms::texts),
            entry("dns_search", Forms::texts),
            entry("domainname", Forms::text),
            entry("entrypoint", Forms::command),
            entry("env_file", EnvironmentForm::files),
            entry("environment", EnvironmentForm::unresolved),
            entry("expose", Forms::texts),
            entry("extends", ServiceForms::nothing),
            entry("external_links", Forms::texts),
            entry("extra_hosts", HostsForm::apply),
            entry("gpus", Forms::asIs),
            entry("group_add", Forms::texts),
            entry("healthcheck", HEALTHCHECK),
            entry("hostname", Forms::text),
            entry("image", Forms::text),
            entry("init", Forms::asIs),
            entry("ipc", Forms::text),
            entry("isolation", Forms::text),
            entry("label_file", Forms::texts),
            entry("labels", Forms::pairs),
            entry("links", Forms::texts),
            entry("logging", LOGGING),
            entry("mac_address", Forms::text),
            entry("mem_limit", Forms::asIs),
            entry("mem_reservation", Forms::asIs),
            entry("mem_swappiness", Forms::asIs),
            entry("models", Forms::asIs),
            entry("network_mode", Forms::text),
            entry("networks", ServiceForms::networks),
            entry("oom_kill_disable", Forms::asIs),
            entry("oom_score_adj", ServiceForms::score),
            entry("pid", Forms::text),
            entry("pids_limit", Forms::asIs),
            entry("platform", Forms::text),
            entry("ports", PortForms::apply),
            entry("post_start", Forms::asIs),
            entry("pre_stop", Forms::asIs),
            entry("privileged", Forms::flag),
            entry("profiles", Forms::texts),
            entry("provider", Forms::asIs),
            entry("pull_policy", Forms::text),
            entry("pull_refresh_after", Forms::text),
            entry("read_only", Forms::flag),
            entry("restart", Forms::text),
            entry("runtime", Forms::text),
            entry("scale", Forms::asIs),
            entry("secrets", Forms.list(ServiceForms::fileReference)),
            entry("security_opt", Forms::texts),
            entry("shm_size", Forms::text),
            entry("stdin_open", Forms::flag),
            entry("stop_grace_period", Forms::duration),
            entry("stop_signal", Forms::text),
            entry("storage_opt", Forms::pairs),
            entry("sysctls", Forms::pairs),
            entry("tmpfs", Forms::texts),
            entry("tty", Forms::flag),
            entry("ulimits", ServiceForms::ulimits),
            entry("use_api_socket", Forms::asIs),
            entry("user", Forms::text),
            entry("userns_mode", Forms::text),
            entry("uts", Forms::text),
            entry("volumes", Forms.list(MountForms::apply)),
            entry("working_dir", Forms::text));

    private ServiceForms() {}

    static Yaml.Mapping apply(Yaml.Mapping service, Context context) {
        Yaml.Mapping known = EnvironmentForm.resolve(Forms.apply(service, KEYS, context), context);
        List<Yaml.Entry> entries = new ArrayList<>(known.entries().values());
        service.entries().values().stream()
                .filter(entry -> entry.key().name().startsWith("x-"))
                .forEach(entries::add);
        return LimitAliases.apply(Yaml.Mapping.of(entries, service.span()), context);
    }

    private static Optional<Yaml> build(Yaml value, Context context) {
        if (value instanceof Yaml.Scalar scalar) {
            return Forms.text(scalar, context)
                    .map(text -> Yaml.Mapping.of(
                            List.of(new Yaml.Entry(new Yaml.Key("context", text.span()), text)), value.span()));
        }
        if (!(value instanceof Yaml.Mapping mapping)) {
            return Optional.empty();
        }
        // The section as a whole is reported as ignored: what else is in it needs no word of its own.
        List<Yaml.Entry> known = mapping.entries().values().stream()
                .filter(entry -> BUILD_KEYS.contains(entry.key().name()))
                .toList();
        return BUILD.apply(Yaml.Mapping.of(known, mapping.span()), context);
    }

    private static final List<String> BUILD_KEYS =
            List.of("args", "cache_from", "context", "dockerfile", "extra_hosts", "labels", "network", "target");

    /** The permissions of a file; text is octal. */
    static Optional<Yaml> mode(Yaml value, Context context) {
        if (value instanceof Yaml.Scalar scalar && scalar.value() instanceof ScalarValue.Text(var text)) {
            return text.matches("[0-7]{1,5}")
                    ? Optional.of(Yaml.Scalar.number(Integer.parseInt(text, OCTAL), value.span()))
                    : context.refuse(value.span(), Code.INVALID_NUMBER, "these are no permissions", "write `0440`");
        }
        return Forms.count(value, context);
    }

    private static final int OCTAL = 8;

    /** The peer has the key in its schema and loses it on the way. */
    private static Optional<Yaml> score(Yaml value, Context context) {
        if (context.reading() == Reading.OURS) {
            return Forms.number(value, context);
        }
        context.warn(value.span(), Code.IGNORED_KEY, "`oom_score_adj` does not reach the container", "it is ignored");
        return Optional.empty();
    }

    private static Optional<Yaml> test(Yaml value, Context context) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            return Forms.texts(value, context);
        }
        return Optional.of(new Yaml.Sequence(
                List.of(
                        Yaml.Scalar.text("CMD-SHELL", value.span()),
                        Yaml.Scalar.text(Forms.given(scalar), value.span())),
                value.span()));
    }

    private static Optional<Yaml> fileReference(Yaml value, Context context) {
        if (value instanceof Yaml.Scalar scalar) {
            return Forms.text(scalar, context)
                    .map(text -> Yaml.Mapping.of(
                            List.of(new Yaml.Entry(new Yaml.Key("source", text.span()), text)), value.span()));
        }
        return FILE_REFERENCE.apply(value, context);
    }

    private static Optional<Yaml> networks(Yaml value, Context context) {
        List<Yaml.Entry> networks = new ArrayList<>();
        switch (value) {
            case Yaml.Sequence sequence ->
                sequence.items()
                        .forEach(item -> networks.add(
                                new Yaml.Entry(new Yaml.Key(Forms.given(item), item.span()), nothing(item))));
            case Yaml.Mapping mapping ->
                mapping.entries()
                        .values()
                        .forEach(entry -> networks.add(new Yaml.Entry(
                                entry.key(),
                                ATTACHMENT.apply(entry.value(), context).orElse(nothing(entry.value())))));
            case Yaml.Scalar _ -> {} // the schema refused it
        }
        return networks.isEmpty() ? Optional.empty() : Optional.of(Yaml.Mapping.of(networks, value.span()));
    }

    /** What the key asks for is done before the files are merged. */
    private static Optional<Yaml> nothing(Yaml value, Context context) {
        return Optional.empty();
    }

    private static Yaml nothing(Yaml place) {
        return new Yaml.Scalar(new ScalarValue.Null(), place.span(), Optional.empty());
    }

    private static Optional<Yaml> ulimits(Yaml value, Context context) {
        if (!(value instanceof Yaml.Mapping mapping)) {
            return Optional.empty();
        }
        Form both = Forms.mapping(Map.of("hard", Forms::number, "soft", Forms::number));
        List<Yaml.Entry> limits = new ArrayList<>();
        mapping.entries().values().forEach(entry -> {
            Form form = entry.value() instanceof Yaml.Mapping ? both : ServiceForms::ulimit;
            form.apply(entry.value(), context).ifPresent(limit -> limits.add(new Yaml.Entry(entry.key(), limit)));
        });
        return limits.isEmpty() ? Optional.empty() : Optional.of(Yaml.Mapping.of(limits, value.span()));
    }

    /** One number for both; to the peer {@code 1e3} is none, here. */
    private static Optional<Yaml> ulimit(Yaml value, Context context) {
        boolean real = value instanceof Yaml.Scalar scalar && scalar.value() instanceof ScalarValue.Real;
        return real && context.reading() == Reading.PEER
                ? context.refuse(value.span(), Code.WRONG_TYPE, "a limit must be a whole number", "write its digits")
                : Forms.number(value, context);
    }
}
