package io.stackctl.plan;

import io.stackctl.cluster.Service;
import io.stackctl.cluster.SpecKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was changed on single services since the stack's current revision. */
final class Drifts {
    private final PlanDraft draft;
    private final List<Drift> found = new ArrayList<>();

    private Drifts(PlanDraft draft) {
        this.draft = draft;
    }

    static List<Drift> of(PlanDraft draft) {
        var drifts = new Drifts(draft);
        draft.revision().ifPresent(revision -> revision.services().forEach(drifts::compare));
        return drifts.found;
    }

    private void compare(String name, SpecKey deployed) {
        draft.state()
                .services()
                .get(deployed.service())
                .filter(service -> !service.removing())
                .ifPresentOrElse(live -> compare(name, deployed, live), () -> found.add(Drift.gone(name)));
    }

    private void compare(String name, SpecKey deployed, Service live) {
        var spec = draft.state().specs().get(deployed);
        if (spec.isPresent() && !live.version().equals(deployed.version())) {
            SpecDiff.between(spec.get(), draft.state().spec(live))
                    .fields()
                    .forEach(field -> found.add(new Drift(name, Optional.of(field))));
        }
    }
}
