package io.stackctl.node.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.stackctl.cluster.Bytes;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.ContainerRuntime.LogFrame;
import io.stackctl.node.docker.ContainerRuntime.LogStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A container's output as the engine sends it: each write in a frame with its stream and length, or, from a terminal,
 * plain lines. In both forms a time stamp comes first.
 */
final class EngineLogs implements LogStream {
    private static final int STDERR = 2;

    private final EngineHttp http;
    private final Response response;
    private final DataInputStream input;
    private final boolean terminal;
    private volatile boolean closed;

    EngineLogs(EngineHttp http, Response response, boolean terminal) {
        this.http = http;
        this.response = response;
        this.input = new DataInputStream(new BufferedInputStream(response.getBody()));
        this.terminal = terminal;
    }

    @Override
    public Optional<LogFrame> next() throws RuntimeFailure {
        try {
            return terminal ? line() : frame();
        } catch (EOFException _) {
            return Optional.empty();
        } catch (IOException failure) {
            if (closed) {
                return Optional.empty();
            }
            throw http.lost(failure);
        }
    }

    /** Eight bytes of head: the stream, three of nothing, the length. */
    private Optional<LogFrame> frame() throws IOException {
        int stream = input.readUnsignedByte();
        input.skipNBytes(3);
        int length = input.readInt();
        if (length < 0 || length > Limits.LOG_FRAME_BYTES) {
            throw new IOException("the engine sends a log frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        var bytes = new byte[length];
        input.readFully(bytes);
        return Optional.of(parse(bytes, stream == STDERR));
    }

    private Optional<LogFrame> line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (line.size() < Limits.LOG_FRAME_BYTES) {
            int next = input.read();
            if (next < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (next < 0 || next == '\n') {
                break;
            }
            line.write(next);
        }
        return Optional.of(parse(line.toByteArray(), false));
    }

    static LogFrame parse(byte[] bytes, boolean stderr) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        int blank = 0;
        while (blank < end && bytes[blank] != ' ') {
            blank++;
        }
        try {
            var time = Instant.parse(new String(bytes, 0, blank, StandardCharsets.US_ASCII));
            long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
            int start = Math.min(blank + 1, end);
            return new LogFrame(nanos, stderr, Bytes.of(Arrays.copyOfRange(bytes, start, end)));
        } catch (DateTimeException _) {
            return new LogFrame(0, stderr, Bytes.of(Arrays.copyOf(bytes, end)));
        }
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }
}
