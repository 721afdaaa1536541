package io.stackctl.cli.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** One line a service, drawn again in place, on a terminal. Lines are cut to its width so that none wraps. */
final class LiveProgress implements ProgressPrinter {
    private static final String[] FRAMES = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintStream err;
    private final boolean colour;
    private final IntSupplier width;
    private Optional<StackView> view = Optional.empty();
    private int drawn;
    private int frame;

    /** Draws on {@code err}; {@code width} is asked at each drawing. */
    LiveProgress(PrintStream err, boolean colour, IntSupplier width) {
        this.err = err;
        this.colour = colour;
        this.width = width;
    }

    @Override
    public void show(StackView next, List<Happening> happenings, Instant now, Optional<Duration> timeLeft) {
        view = Optional.of(next);
        draw(timeLeft);
    }

    @Override
    public void tick(Instant now, Optional<Duration> timeLeft) {
        frame = (frame + 1) % FRAMES.length;
        draw(timeLeft);
    }

    @Override
    public void failed(Happening failure, List<String> log, Instant now) {
        err.print(erase());
        err.println(failure.service() + "  " + failure.text());
        log.forEach(err::println);
        draw(Optional.empty());
    }

    @Override
    public void remark(String text, Instant now) {
        err.println(text);
    }

    private void draw(Optional<Duration> timeLeft) {
        if (view.isEmpty()) {
            return;
        }
        List<String> all = view.get().lines(timeLeft);
        int columns = width.getAsInt();
        var lines = new ArrayList<String>();
        for (String line : all.subList(0, Math.min(all.size(), Limits.LIVE_LINES))) {
            lines.add(painted(cut(line, columns)));
        }
        if (all.size() > Limits.LIVE_LINES) {
            lines.add("   and " + (all.size() - Limits.LIVE_LINES) + " more services");
        }
        err.print(erase() + String.join("\n", lines) + "\n");
        err.flush();
        drawn = lines.size();
    }

    private String erase() {
        String up = drawn == 0 ? "" : "\u001b[" + drawn + "A\r" + CLEAR_BELOW;
        drawn = 0;
        return up;
    }

    private static String cut(String line, int columns) {
        if (columns < 2 || line.codePointCount(0, line.length()) < columns) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, columns - 2)) + "…";
    }

    private String painted(String line) {
        for (ServiceView.Mark mark : ServiceView.Mark.values()) {
            String start = " " + mark.symbol() + " ";
            if (line.startsWith(start)) {
                String symbol = mark == ServiceView.Mark.MOVING ? FRAMES[frame] : mark.symbol();
                return " " + (colour ? "\u001b[" + code(mark) + "m" + symbol + "\u001b[0m" : symbol) + " "
                        + line.substring(start.length());
            }
        }
        return line;
    }

    private static String code(ServiceView.Mark mark) {
        return switch (mark) {
            case DONE -> "32";
            case MOVING -> "36";
            case WAITING -> "33";
            case UNCHANGED -> "2";
            case FAILED -> "31";
        };
    }

    @Override
    public Duration interval() {
        return Limits.FRAME;
    }

    @Override
    public void end() {
        err.flush();
        drawn = 0;
    }
}
