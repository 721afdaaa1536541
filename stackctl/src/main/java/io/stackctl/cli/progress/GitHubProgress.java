package io.stackctl.cli.progress;

import io.stackctl.cli.ci.Place;
import io.stackctl.cli.ci.WorkflowCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Another look, in groups that fold, with an annotation for each failure, for a GitHub runner. */
final class GitHubProgress implements ProgressPrinter {
    private final ProgressPrinter look;
    private final WorkflowCommands commands;
    private final String subject;
    private final SortedMap<String, Place> places;
    private boolean open;

    /** {@code places}: where each service stands in the user's files. */
    GitHubProgress(ProgressPrinter look, WorkflowCommands commands, String subject, SortedMap<String, Place> places) {
        this.look = look;
        this.commands = commands;
        this.subject = subject;
        this.places = places;
    }

    private void open() {
        if (!open) {
            commands.group("progress of " + subject);
            open = true;
        }
    }

    private void fold() {
        if (open) {
            commands.endGroup();
            open = false;
        }
    }

    @Override
    public void show(StackView view, List<Happening> happenings, Instant now, Optional<Duration> timeLeft) {
        open();
        look.show(view, happenings, now, timeLeft);
    }

    @Override
    public void tick(Instant now, Optional<Duration> timeLeft) {
        open();
        look.tick(now, timeLeft);
    }

    @Override
    public void failed(Happening failure, List<String> log, Instant now) {
        fold();
        String who = failure.service().isEmpty() ? subject : subject + "/" + failure.service();
        commands.annotate("error", Optional.ofNullable(places.get(failure.service())), who, failure.text());
        commands.group(who + ": " + failure.text());
        commands.verbatim(log);
        commands.endGroup();
    }

    @Override
    public void remark(String text, Instant now) {
        fold();
        look.remark(text, now);
    }

    @Override
    public void over(Optional<String> failure) {
        fold();
        look.over(failure);
    }

    @Override
    public Duration interval() {
        return look.interval();
    }

    @Override
    public void end() {
        fold();
        look.end();
    }
}
