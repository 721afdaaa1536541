package io.stackctl.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads and writes. stdout is data, stderr is progress and warnings.
 *
 * @param outIsTerminal whether a person reads stdout; {@code errIsTerminal} likewise
 */
record Terminal(PrintStream out, PrintStream err, InputStream in, boolean outIsTerminal, boolean errIsTerminal) {
    private static final int BUFFER = 16 << 10;

    /** The three streams of this process. stdout is buffered: call {@link #flush} before the end. */
    static Terminal ofProcess() {
        return new Terminal(
                new PrintStream(
                        new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                        false,
                        StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new FileInputStream(FileDescriptor.in),
                isTerminal(1),
                isTerminal(2));
    }

    /** Linux names what a descriptor leads to; that is enough, and needs no native call. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }

    /** What a person types unseen; empty when nobody is there to type. */
    Optional<String> hidden(String prompt) {
        var console = in instanceof FileInputStream && isTerminal(0) ? System.console() : null;
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        var typed = console.readPassword("%s", prompt);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }

    /** Whether stderr may be coloured: {@code auto} asks the terminal, NO_COLOR and TERM. */
    boolean colour(ColourChoice choice, Map<String, String> environment) {
        return switch (choice) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                errIsTerminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        };
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
