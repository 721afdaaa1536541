package io.stackctl.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.stackctl.compose.ComposeLoader;
import io.stackctl.compose.Environment;
import io.stackctl.compose.MemoryFiles;
import io.stackctl.compose.Reading;
import io.stackctl.spec.ConfigSpec;
import io.stackctl.spec.SecretSpec;
import io.stackctl.spec.StackSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that was exported means the stack that it was exported from. */
class StackExportTest {
    private static final String RICH = """
            version: "3.13"
            services:
              web:
                image: registry.example/web:1.4
                entrypoint: [/bin/sh, -c]
                command: ["echo $$HOME && sleep 1"]
                environment:
                  NUMBER: "1"
                  PRICE: "5$$"
                  ODD: "yes"
                  LINES: "one\\ntwo # no comment"
                working_dir: /srv
                user: "1000:1000"
                tty: true
                stdin_open: true
                init: false
                hostname: web-{{.Task.Slot}}
                extra_hosts: ["db:10.0.0.9", "six:::1"]
                dns: [9.9.9.9]
                dns_search: [example.org]
                labels: {tier: front}
                volumes:
                  - {type: bind, source: /etc/site, target: /site, read_only: true, bind: {propagation: rslave}}
                  - {type: volume, source: data, target: /data, volume: {nocopy: true}}
                  - {type: volume, source: shared, target: /shared}
                  - {type: volume, target: /scratch}
                  - {type: tmpfs, target: /cache, tmpfs: {size: 1000000}}
                tmpfs: ["/run:size=64m,mode=1777", "/tmp"]
                secrets:
                  - key
                  - {source: outer, target: /etc/outer, uid: "33", mode: 0400}
                configs: [{source: site.conf, target: /etc/site.conf}]
                healthcheck: {test: "curl -f localhost", interval: 1m30s, timeout: 3s, retries: 2, start_period: 10s}
                stop_signal: SIGQUIT
                stop_grace_period: 1m
                cap_add: [NET_ADMIN]
                cap_drop: [ALL]
                sysctls: {net.core.somaxconn: "1024"}
                ulimits: {nofile: {soft: 1024, hard: 2048}, nproc: 64}
                read_only: true
                logging: {driver: json-file, options: {max-size: 10m}}
                ports:
                  - "8080:80"
                  - "127.0.0.1:8443:443"
                  - {target: 53, published: 53, protocol: udp, mode: host}
                  - "9000"
                networks:
                  back: {aliases: [api, www]}
                  outside: {}
                x-drain: 5s
                x-progress-deadline: 2m
                deploy:
                  replicas: 3
                  labels: {traefik.rule: "Host(`a`)"}
                  endpoint_mode: vip
                  update_config: {parallelism: 2, delay: 10s, order: start-first, failure_action: rollback, max_failure_ratio: 0.25}
                  rollback_config: {parallelism: 0, monitor: 1s}
                  resources:
                    limits: {cpus: "0.5", memory: 64M, pids: 100}
                    reservations:
                      memory: 32M
                      generic_resources: [{discrete_resource_spec: {kind: gpu, value: 2}}]
                  restart_policy: {condition: on-failure, delay: 1s, max_attempts: 3, window: 1m}
                  placement:
                    constraints: [node.role == worker, node.labels.zone != b]
                    preferences: [{spread: node.labels.zone}]
                    max_replicas_per_node: 2
              agent: {image: agent, deploy: {mode: global}, healthcheck: {disable: true}}
              job: {image: job, deploy: {mode: replicated-job, replicas: 4}}
            networks:
              back:
                driver_opts: {mtu: "1400"}
                attachable: true
                internal: true
                labels: {a: b}
                ipam: {config: [{subnet: 10.9.0.0/24}]}
              outside: {external: true, name: shared-net}
            volumes:
              data: {driver: nfs, driver_opts: {share: "nas:/x"}, labels: {backup: daily}}
              shared: {external: true, name: everyone}
            secrets:
              key: {file: ./key.txt}
              outer: {external: true, name: outer-key}
            configs:
              site.conf: {file: ./site.conf}
            """;

    @Test
    void a_file_with_every_key_comes_back_as_the_same_stack() {
        var before = stack(RICH);
        var exported = StackExport.of(before);
        assertThat(exported.warnings()).isEmpty();
        assertThat(stack(exported.file())).usingRecursiveComparison().isEqualTo(contentsExternal(before));
        assertThat(stack(exported.file())).isEqualTo(contentsExternal(before));
    }

    @Test
    void a_plain_file_stays_plain() {
        var exported = StackExport.of(stack("services:\n  web:\n    image: nginx\n"));
        assertThat(exported.file()).isEqualTo("""
                        version: "3.13"
                        services:
                          web:
                            image: "nginx"
                        networks:
                          default: {}
                        """);
    }

    @Test
    void a_digest_stays_and_with_it_what_the_file_said_before() {
        var before = stack("services:\n  web:\n    image: nginx:1.25\n");
        var service = before.services().getFirst();
        var image = "nginx:1.25@sha256:" + "0123456789abcdef".repeat(4);
        var pinned = new StackSpec(
                before.name(),
                List.of(service.withContainer(service.container().withImage(image))),
                before.networks(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertThat(stack(StackExport.of(pinned).file())).isEqualTo(pinned);
    }

    private static StackSpec stack(String yaml) {
        var files = MemoryFiles.of(Map.of("docker-compose.yml", yaml, "key.txt", "k", "site.conf", "c"));
        var loaded = ComposeLoader.load(List.of("docker-compose.yml"), Environment.empty(), files, Reading.OURS);
        assertThat(loaded.diagnostics().errors()).isEmpty();
        return StackConverter.convert("demo", loaded.file().orElseThrow(), files, Reading.OURS)
                .stack()
                .orElseThrow();
    }

    /** What an exported file cannot carry are contents: they stay in the cluster. */
    private static StackSpec contentsExternal(StackSpec stack) {
        return new StackSpec(
                stack.name(),
                stack.services(),
                stack.networks(),
                List.of(),
                List.of(),
                stack.externalNetworks(),
                sorted(stack.secrets().stream().map(SecretSpec::name), stack.externalSecrets()),
                sorted(stack.configs().stream().map(ConfigSpec::name), stack.externalConfigs()));
    }

    private static List<String> sorted(Stream<String> own, List<String> external) {
        return Stream.concat(own, external.stream()).sorted().toList();
    }
}
