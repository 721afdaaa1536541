package io.stackctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeCommandsTest {
    @TempDir
    Path folder;

    @Test
    void validate_tells_every_mistake_and_fails() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    imag: nginx\n    replicas: 2\n");

        CommandRun run = CommandRun.withoutDaemon("validate", "-c", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("compose.yml:3:5", "did you mean `image`?", "compose.yml:4:5");
    }

    @Test
    void validate_accepts_a_sound_file_without_a_word() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx\n");

        CommandRun run = CommandRun.withoutDaemon("validate", "-c", file);

        assertThat(run).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void strict_makes_warnings_errors() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx\n    container_name: web\n");

        assertThat(CommandRun.withoutDaemon("validate", "-c", file).code()).isZero();
        assertThat(CommandRun.withoutDaemon("validate", "--strict", "-c", file).code())
                .isEqualTo(1);
    }

    @Test
    void json_has_file_line_and_column() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    imag: nginx\n");

        CommandRun run = CommandRun.withoutDaemon("validate", "-o", "json", "-c", file);

        assertThat(run.out()).contains("\"code\" : \"unknown-key\"", "\"line\" : 3", "\"column\" : 5", file);
    }

    @Test
    void explain_prints_the_entry_of_a_code() {
        assertThat(CommandRun.withoutDaemon("explain", "unknown-key").out()).startsWith("## unknown-key");
        assertThat(CommandRun.withoutDaemon("explain", "unknow-key").err()).contains("did you mean \"unknown-key\"?");
        assertThat(CommandRun.withoutDaemon("explain").out()).contains("unknown-key\n");
    }

    @Test
    void variables_come_from_the_file_beside_the_first_with_a_word_on_it() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx:${TAG}\n");
        String _ = write(".env", "export TAG='1.27' # pinned\n");

        CommandRun run = CommandRun.withoutDaemon("config", "-c", file);

        assertThat(run.out()).contains("image: nginx:1.27");
        assertThat(run.err()).contains("warning[dot-env-read]");
    }

    @Test
    void named_files_of_variables_take_its_place_and_later_ones_win() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx:${TAG}${USER}\n");
        String _ = write(".env", "TAG=1\n");
        String a = write("a.env", "TAG=2\nUSER=me\n");
        String b = write("b.env", "TAG=${TAG}3\n");

        CommandRun run = CommandRun.withoutDaemon("config", "-c", file, "--env-file", a, "--env-file", b);

        assertThat(run.out()).contains("image: nginx:23tester");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_missing_file_of_variables_is_an_error() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx\n");

        CommandRun run = CommandRun.withoutDaemon("config", "-c", file, "--env-file", "/no/such.env");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("error[unreadable-file]");
    }

    @Test
    void compat_reads_no_file_of_variables() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx:${TAG:-none}\n");
        String _ = write(".env", "TAG=1\n");

        assertThat(CommandRun.withoutDaemon("config", "--compat", "-c", file).out())
                .contains("image: nginx:none");
    }

    @Test
    void convert_prints_the_requests_of_a_deploy() throws IOException {
        String file = write("compose.yml", "services:\n  web:\n    image: nginx\n    ports: [80]\n");

        CommandRun run = CommandRun.withoutDaemon("convert", "--compat", "-c", file, "demo");

        assertThat(run.out())
                .contains("/networks/create", "\"Name\" : \"demo_default\"", "/services/create", "\"TargetPort\" : 80");
    }

    @Test
    void services_of_a_profile_are_left_out_unless_it_is_named() throws IOException {
        String file = write(
                "compose.yml",
                "name: demo\nservices:\n  web:\n    image: nginx\n  tool:\n    image: tool\n    profiles: [debug]\n");

        assertThat(CommandRun.withoutDaemon("config", "-c", file).out()).doesNotContain("tool");
        assertThat(CommandRun.withoutDaemon("config", "-c", file, "--profile", "debug")
                        .out())
                .contains("tool");
        assertThat(CommandRun.withoutDaemon("config", "--compat", "-c", file).code())
                .isEqualTo(1);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
