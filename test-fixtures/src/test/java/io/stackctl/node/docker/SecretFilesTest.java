package io.stackctl.node.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stackctl.cluster.Bytes;
import io.stackctl.fixtures.FolderMount;
import io.stackctl.node.docker.SecretFiles.Placed;
import io.stackctl.spec.FileReference;
import io.stackctl.view.AssignedFile;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.AssignedFile.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFilesTest {
    private static final ContentKey KEY = new ContentKey(Kind.SECRET, "s1");

    @TempDir
    Path folder;

    @Test
    void another_file_system_than_one_in_memory_is_refused() {
        MemoryMount disk = new MemoryMount() {
            @Override
            public boolean mounted(Path path) {
                return false;
            }

            @Override
            public void mount(Path path) {}

            @Override
            public void unmount(Path path) {}
        };

        assertThatThrownBy(() -> SecretFiles.at(folder, disk))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is not a tmpfs of its own: secrets would reach a disk there");
    }

    @Test
    void only_the_daemons_user_enters_the_folder_of_a_task() throws IOException, RuntimeFailure {
        var files = SecretFiles.at(folder, new FolderMount());

        files.place("t1", List.of(file("password", "0400")), Optional.of("nameserver 10.0.0.1\n"), _ -> content());

        assertThat(Files.getAttribute(folder, "unix:mode")).isEqualTo(0040700);
        assertThat(Files.getAttribute(folder.resolve("t1"), "unix:mode")).isEqualTo(0040700);
        assertThat(Files.getAttribute(folder.resolve("t1/0"), "unix:mode")).isEqualTo(0100400);
        assertThat(Files.getAttribute(folder.resolve("t1/resolv.conf"), "unix:mode"))
                .isEqualTo(0100444);
    }

    @Test
    void a_file_without_content_waits_and_one_that_is_there_does_not() throws IOException, RuntimeFailure {
        var files = SecretFiles.at(folder, new FolderMount());
        var wanted = List.of(file("password", "0400"));

        assertThat(files.place("t1", wanted, Optional.empty(), _ -> Optional.empty()))
                .isInstanceOf(Placed.Missing.class);
        files.place("t1", wanted, Optional.empty(), _ -> content());
        assertThat(files.place("t1", wanted, Optional.empty(), _ -> Optional.empty()))
                .isInstanceOf(Placed.Ready.class);
    }

    @Test
    void a_user_that_is_no_number_is_refused() throws IOException {
        var files = SecretFiles.at(folder, new FolderMount());
        var reference = new FileReference("password", Optional.empty(), "password", "www-data", "0", 0400);

        assertThatThrownBy(() ->
                        files.place("t1", List.of(new AssignedFile(KEY, reference)), Optional.empty(), _ -> content()))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessage("the uid of a secret or config must be a number: www-data");
    }

    @Test
    void removal_leaves_nothing_and_may_be_repeated() throws IOException, RuntimeFailure {
        var files = SecretFiles.at(folder, new FolderMount());
        files.place("t1", List.of(file("password", "0400")), Optional.empty(), _ -> content());

        files.remove("t1");
        files.remove("t1");

        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "SECRET, password, /run/secrets/password",
        "SECRET, /etc/password, /etc/password",
        "CONFIG, app.conf, /app.conf",
        "CONFIG, /etc/app.conf, /etc/app.conf",
    })
    void a_target_lies_where_the_peer_puts_it(Kind kind, String target, String path) {
        var reference = new FileReference("n", Optional.empty(), target, "0", "0", 0444);

        assertThat(SecretFiles.target(new AssignedFile(new ContentKey(kind, "x"), reference)))
                .isEqualTo(path);
    }

    private static Optional<Bytes> content() {
        return Optional.of(Bytes.of(new byte[] {1}));
    }

    private AssignedFile file(String target, String mode) {
        try {
            var uid = Files.getAttribute(folder, "unix:uid").toString();
            var gid = Files.getAttribute(folder, "unix:gid").toString();
            return new AssignedFile(
                    KEY, new FileReference(target, Optional.empty(), target, uid, gid, Integer.parseInt(mode, 8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
