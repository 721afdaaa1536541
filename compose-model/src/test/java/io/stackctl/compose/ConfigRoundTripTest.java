package io.stackctl.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code config} prints is a compose file, and the one that {@code docker compose config} prints is read. */
class ConfigRoundTripTest {
    private static final String RICH = """
            name: shop
            services:
              web:
                image: "nginx:${TAG:-${RELEASE:-1.27}}"
                command: serve --port 80
                mem_limit: 64M
                scale: 2
                privileged: true
                devices: [{source: /dev/fuse}]
                ports: ["127.0.0.1:8080:80", {target: 53, published: "53", protocol: udp}]
                environment: {A: true, B: "x=y", C: null}
                volumes: ["data:/data", "./site:/site:ro", {type: tmpfs, target: /t, tmpfs: {size: 1M, mode: "1777"}}]
                depends_on: {db: {condition: service_healthy}}
                networks: {front: {aliases: [w], ipv4_address: 10.1.0.9}}
                healthcheck: {test: curl localhost, interval: 1m30s, retries: 3}
                configs: [{source: site, target: /site.conf, mode: "0440"}]
                logging: {driver: json-file, options: {max-size: 10m}}
                labels: ["a=b"]
              db:
                image: postgres:17
                network_mode: host
            networks:
              front: {ipam: {config: [{subnet: 10.1.0.0/24, gateway: 10.1.0.1}]}}
            volumes: {data: {}}
            configs: {site: {content: "listen 80;\\n"}}
            secrets: {token: {environment: TOKEN}}
            x-note: [1, {deep: "2020-01-01"}]
            """;

    private static final String OF_DOCKER_COMPOSE = """
            name: shop
            services:
              web:
                command: null
                cpus: 0.5
                depends_on:
                  db:
                    condition: service_started
                    required: true
                deploy:
                  resources:
                    limits:
                      cpus: 0.5
                      memory: "52428800"
                  placement: {}
                entrypoint: null
                image: nginx
                mem_limit: "52428800"
                networks:
                  default: null
                ports:
                  - mode: ingress
                    host_ip: 127.0.0.1
                    target: 80
                    published: "8080"
                    protocol: tcp
                shm_size: "67108864"
                volumes:
                  - type: bind
                    source: /srv/site
                    target: /site
                    bind:
                      create_host_path: true
                  - type: volume
                    source: data
                    target: /data
                    volume: {}
              db:
                command: null
                entrypoint: null
                image: postgres
                networks:
                  default: null
            networks:
              default:
                name: shop_default
                ipam: {}
            volumes:
              data:
                name: shop_data
            """;

    @Test
    void config_of_its_own_output_is_that_output() {
        String once = config(RICH);

        assertThat(config(once)).isEqualTo(once);
    }

    @Test
    void a_dollar_is_written_so_that_it_is_one_again() {
        String once =
                config("services: {web: {image: web, command: [sh, -c, 'echo $$HOME $$$$'], labels: {a: '$${B}'}}}");

        assertThat(once).contains("echo $$HOME $$$$", "$${B}");
        assertThat(config(once)).isEqualTo(once);
    }

    @Test
    void a_text_keeps_the_line_break_that_it_begins_with() {
        String once = config("services: {web: {image: web, command: [\"\\n a\\n\\n\", \"\\nb\"]}}");

        assertThat(once).contains("|2+\n\n         a\n\n", "|2-\n\n        b\n");
        assertThat(config(once)).isEqualTo(once);
    }

    @Test
    void a_date_in_an_extension_stays_a_date() {
        String once = config("""
                x-day: 2020-01-01
                x-moment: 2020-01-01T10:00:00.50+02:00
                services: {web: {image: web, labels: {since: 2020-01-01}}}
                """);

        assertThat(once)
                .contains(
                        "since: 2020-01-01 00:00:00 +0000 UTC",
                        "x-day: 2020-01-01T00:00:00Z",
                        "x-moment: 2020-01-01T10:00:00.5+02:00");
        assertThat(config(once)).isEqualTo(once);
    }

    @Test
    void what_docker_compose_prints_is_read() {
        String once = config(OF_DOCKER_COMPOSE);

        assertThat(once).contains("create_host_path: true", "host_ip: 127.0.0.1", "name: shop_data");
        assertThat(config(once)).isEqualTo(once);
    }

    private static String config(String text) {
        Files files = MemoryFiles.of(Map.of("compose.yaml", text));
        ComposeLoader.Shown loaded = ComposeLoader.loadForDisplay(
                List.of("compose.yaml"), Environment.of(Map.of("TOKEN", "t")), files, true, Reading.OURS);
        return ConfigPrinter.printReplaced(loaded.tree().orElseThrow(() -> new AssertionError(loaded.diagnostics())));
    }
}
