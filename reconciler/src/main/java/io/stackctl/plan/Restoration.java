package io.stackctl.plan;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Limits;
import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import io.stackctl.cluster.Stack;
import io.stackctl.cluster.StackRevision;
import java.util.ArrayList;
import java.util.List;

/** What it takes to bring the services of a stack back to a revision that is kept, asked for or not. */
public sealed interface Restoration {
    /** In the revision, without the stack's name. */
    String shortName();

    /** It runs just that; {@code key} may be a later version with the same spec. */
    record There(String shortName, Service live, SpecKey key) implements Restoration {}

    /** It runs something else. */
    record Back(String shortName, Service live, SpecKey key) implements Restoration {}

    /** It was taken away since. */
    record Missing(String shortName, SpecKey key) implements Restoration {}

    /** For each service of the revision, in the order of their names. */
    static List<Restoration> of(ClusterState state, StackRevision target) {
        var all = new ArrayList<Restoration>();
        target.services().forEach((name, key) -> all.add(of(state, name, key)));
        return all;
    }

    private static Restoration of(ClusterState state, String name, SpecKey key) {
        return state.services()
                .get(key.service())
                .filter(service -> !service.removing())
                .<Restoration>map(live -> {
                    boolean same = live.version().equals(key.version())
                            || state.spec(live).equals(state.spec(key));
                    return same ? new There(name, live, live.spec()) : new Back(name, live, key);
                })
                .orElseGet(() -> new Missing(name, key));
    }

    /** The stack with the revision that restores an older one, and as many kept as before, or as usual. */
    static Stack revised(Stack stack, StackRevision restoring) {
        int keep = Math.max(stack.revisions().size(), Limits.STACK_REVISIONS);
        return stack.withRevisions(Revisions.with(stack.revisions(), restoring, keep));
    }
}
