package io.stackctl.plan;

import io.stackctl.cluster.Limits;
import io.stackctl.cluster.StackRevision;
import java.util.Optional;

/**
 * What the user asked of a deploy beside the files.
 *
 * @param prune whether objects that left the files go
 * @param allowPending whether tasks that no known node can ever take are accepted; always so for a detached deploy
 * @param reviewed the id of the plan that was reviewed; any other plan is refused
 * @param onFailure instead of what each service's update says
 * @param keep how many revisions of the stack are kept, at least one
 */
public record DeployOptions(
        boolean prune,
        boolean allowPending,
        Optional<String> reviewed,
        Optional<StackRevision.OnFailure> onFailure,
        int keep) {
    public DeployOptions {
        keep = Math.clamp(keep, 1, Limits.STACK_REVISIONS_MOST);
    }

    /** Whatever plan comes out, and the usual number of revisions. */
    public DeployOptions(boolean prune, boolean allowPending) {
        this(prune, allowPending, Optional.empty(), Optional.empty(), Limits.STACK_REVISIONS);
    }
}
