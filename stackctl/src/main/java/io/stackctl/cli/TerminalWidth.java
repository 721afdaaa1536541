package io.stackctl.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Columns of the terminal, asked again now and then because windows change. */
final class TerminalWidth {
    private static final int USUAL = 80;

    private int columns = USUAL;
    private long asked = System.nanoTime() - Limits.WIDTH_AGE.toNanos();

    int columns() {
        if (System.nanoTime() - asked >= Limits.WIDTH_AGE.toNanos()) {
            columns = ask();
            asked = System.nanoTime();
        }
        return columns;
    }

    /** The usual number where there is no terminal, or no {@code stty}. */
    private static int ask() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(Limits.WIDTH_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = size.matches("\\d{1,5} \\d{1,5}") ? Integer.parseInt(size.split(" ", -1)[1]) : USUAL;
            return columns == 0 ? USUAL : columns;
        } catch (IOException none) {
            return USUAL;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
