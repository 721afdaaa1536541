package io.stackctl.simulation;

import java.util.List;

/** Everything that must hold. Some remember what they saw, so each world gets its own. */
final class Invariants {
    private Invariants() {}

    static List<Invariant> all() {
        return List.of(
                new OnlyForward(),
                new OnlyItsOwner(),
                new OneTaskPerSlot(),
                new OneProcessPerSlot(),
                new OutBeforeStopped(),
                new RoomOnNodes(),
                new AddressesOnce(),
                new RestartsBounded(),
                new RollbackKeepsWhatIsRight(),
                new EnoughServing(),
                new NotTooManyAtOnce(),
                new SpecsThere(),
                new ListsBounded(),
                new ComesToAnEnd(),
                new Shortages());
    }
}
