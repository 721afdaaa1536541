package io.stackctl.cli.progress;

import io.stackctl.cli.client.Answers.Deployed;
import io.stackctl.cli.client.Answers.PlanStep;
import io.stackctl.cluster.Revision;
import java.util.List;

/**
 * What a wait is for.
 *
 * @param revision of the cluster; states before it tell of the time before the deploy
 * @param stackRevision the stack's own number that the deploy made or met
 * @param changed whether the deploy changed anything
 * @param steps of the deploy's plan
 */
public record Expectation(Revision revision, long stackRevision, boolean changed, List<PlanStep> steps) {
    public static Expectation of(Deployed deployed) {
        return new Expectation(deployed.revision(), deployed.stackRevision(), deployed.changed(), deployed.steps());
    }
}
