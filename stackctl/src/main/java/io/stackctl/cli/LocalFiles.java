package io.stackctl.cli;

import io.stackctl.compose.Files;
import io.stackctl.compose.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The files of this machine, for the compose model. */
final class LocalFiles implements Files {
    private final InputStream standardInput;

    LocalFiles(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public String workingDirectory() {
        return Path.of("").toAbsolutePath().toString();
    }

    @Override
    public Content read(String path) {
        try {
            if (path.equals(STANDARD_INPUT)) {
                return bounded(standardInput);
            }
            try (InputStream in = java.nio.file.Files.newInputStream(Path.of(path))) {
                return bounded(in);
            }
        } catch (IOException failure) {
            return new Content.Failed(FileErrors.reason(failure));
        }
    }

    private static Content bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Limits.FILE_BYTES + 1);
        return bytes.length > Limits.FILE_BYTES
                ? new Content.Failed("it is larger than " + (Limits.FILE_BYTES >> 20) + " MiB")
                : new Content.Found(bytes);
    }
}
