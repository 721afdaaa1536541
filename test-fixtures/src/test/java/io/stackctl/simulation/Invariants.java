package io.stackctl.simulation;

import java.util.ArrayList;
import java.util.List;

/** Everything that must hold. Some remember what they saw, so each world gets its own. */
final class Invariants {
    /** Some are too dear for each world: one world in so many has them. */
    private static final int DEAR = 64;

    private Invariants() {}

    static List<Invariant> of(long seed) {
        var all = new ArrayList<>(cheap());
        if (seed % DEAR == 0) {
            all.add(new PicturesFollow());
        }
        return List.copyOf(all);
    }

    private static List<Invariant> cheap() {
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
                new StackGoesBackWhole(),
                new EnoughServing(),
                new NotTooManyAtOnce(),
                new DelayKept(),
                new MonitorKept(),
                new PausedStays(),
                new DependenciesFirst(),
                new SpecsThere(),
                new ListsBounded(),
                new ComesToAnEnd(),
                new Shortages());
    }
}
