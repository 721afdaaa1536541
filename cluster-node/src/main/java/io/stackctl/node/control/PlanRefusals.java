package io.stackctl.node.control;

import io.stackctl.plan.Refusal.AlreadyExists;
import io.stackctl.plan.Refusal.ContentMissing;
import io.stackctl.plan.Refusal.ExternalMissing;
import io.stackctl.plan.Refusal.InUse;
import io.stackctl.plan.Refusal.ModeChange;
import io.stackctl.plan.Refusal.NameTaken;
import io.stackctl.plan.Refusal.NeededByRevision;
import io.stackctl.plan.Refusal.NetworkInUse;
import io.stackctl.plan.Refusal.NoPreviousSpec;
import io.stackctl.plan.Refusal.NothingToGoBackTo;
import io.stackctl.plan.Refusal.OutOfSequence;
import io.stackctl.plan.Refusal.PortTaken;
import io.stackctl.plan.Refusal.RevisionNeeds;
import io.stackctl.plan.Refusal.StalePlan;
import io.stackctl.plan.Refusal.Unknown;
import io.stackctl.plan.Refusal.UnknownRevision;
import io.stackctl.plan.Refusal.Unplaceable;
import java.util.List;
import java.util.stream.Collectors;

/** The one place where the planner's reasons become the answer to a request. */
final class PlanRefusals {
    private PlanRefusals() {}

    /** All reasons in one answer; the worst decides what a program may do about it. */
    static Refusal refusal(List<io.stackctl.plan.Refusal> reasons) {
        var sentence = reasons.stream().map(io.stackctl.plan.Refusal::sentence).collect(Collectors.joining("\n"));
        boolean unplaceable = reasons.stream().allMatch(reason -> reason instanceof Unplaceable);
        if (unplaceable) {
            return new Refusal(Refusal.Kind.CANNOT_BE_PLACED, sentence, details(reasons));
        }
        return Refusal.of(kind(reasons.getFirst()), sentence);
    }

    private static List<String> details(List<io.stackctl.plan.Refusal> reasons) {
        return reasons.stream()
                .flatMap(reason -> reason instanceof Unplaceable unplaceable
                        ? unplaceable.reasons().stream().map(why -> why.node() + ": " + why.reason())
                        : List.<String>of().stream())
                .toList();
    }

    private static Refusal.Kind kind(io.stackctl.plan.Refusal reason) {
        return switch (reason) {
            case NameTaken _, AlreadyExists _ -> Refusal.Kind.ALREADY_EXISTS;
            case ExternalMissing _, Unknown _, UnknownRevision _ -> Refusal.Kind.NOT_FOUND;
            case PortTaken _,
                    NetworkInUse _,
                    InUse _,
                    NeededByRevision _,
                    NothingToGoBackTo _,
                    RevisionNeeds _,
                    OutOfSequence _,
                    NoPreviousSpec _ -> Refusal.Kind.CONFLICT;
            case StalePlan _ -> Refusal.Kind.STALE_PLAN;
            case ModeChange _, ContentMissing _ -> Refusal.Kind.INVALID;
            case Unplaceable _ -> Refusal.Kind.CANNOT_BE_PLACED;
        };
    }
}
