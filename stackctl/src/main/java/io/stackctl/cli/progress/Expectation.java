package io.stackctl.cli.progress;

import io.stackctl.cli.client.Answers.Deployed;
import io.stackctl.cli.client.Answers.PlanStep;
import io.stackctl.cli.client.Answers.ServiceChanged;
import io.stackctl.cluster.Revision;
import java.util.List;

/**
 * What a wait is for.
 *
 * @param revision of the cluster; states before it tell of the time before the deploy
 * @param stackRevision the stack's own number that the deploy made or met
 * @param changed whether the deploy changed anything
 * @param steps of the deploy's plan
 * @param back it was asked to go back: having done so is success
 */
public record Expectation(Revision revision, long stackRevision, boolean changed, List<PlanStep> steps, boolean back) {
    public Expectation(Revision revision, long stackRevision, boolean changed, List<PlanStep> steps) {
        this(revision, stackRevision, changed, steps, false);
    }

    /** The same for a rollback that was asked for. */
    public Expectation goingBack() {
        return new Expectation(revision, stackRevision, changed, steps, true);
    }

    /** Of one service by itself: its version stands for the revision. */
    public static Expectation of(ServiceChanged service) {
        return new Expectation(service.revision(), service.version(), service.changed(), service.steps());
    }

    public static Expectation of(Deployed deployed) {
        return new Expectation(deployed.revision(), deployed.stackRevision(), deployed.changed(), deployed.steps());
    }
}
