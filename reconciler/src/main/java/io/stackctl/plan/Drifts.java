package io.stackctl.plan;

import java.util.ArrayList;
import java.util.List;

/** What was changed on single services since the stack's current revision. */
final class Drifts {
    private Drifts() {}

    static List<Drift> of(PlanDraft draft) {
        var drifts = new ArrayList<Drift>();
        draft.revision()
                .ifPresent(revision -> revision.services().forEach((name, key) -> {
                    var live = draft.state().services().get(key.service());
                    var deployed = draft.state().specs().get(key);
                    if (live.isPresent()
                            && deployed.isPresent()
                            && !live.get().version().equals(key.version())) {
                        SpecDiff.between(deployed.get(), draft.state().spec(live.get()))
                                .fields()
                                .forEach(field -> drifts.add(new Drift(name, field)));
                    }
                }));
        return drifts;
    }
}
