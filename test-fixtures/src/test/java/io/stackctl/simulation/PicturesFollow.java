package io.stackctl.simulation;

import io.stackctl.cluster.Change;
import io.stackctl.view.Pictures;
import java.util.List;
import java.util.Optional;

/**
 * Pictures that follow transaction after transaction are those that a manager makes anew from the whole state. Looked at
 * every few transactions, for making them anew is dear.
 */
final class PicturesFollow implements Invariant {
    private static final int EVERY = 8;

    private Optional<Pictures> followed = Optional.empty();
    private int transactions;

    @Override
    public void committed(World world, List<Change> changes) {
        followed = Optional.of(followed.map(pictures -> pictures.next(world.state, changes))
                .orElseGet(() -> Pictures.of(world.state)));
        if (++transactions % EVERY == 0) {
            compare(world);
        }
    }

    @Override
    public void atTheEnd(World world) {
        compare(world);
    }

    private void compare(World world) {
        var anew = Pictures.of(world.state);
        for (var node : world.state.nodes()) {
            var is = followed.orElse(anew).picture(node.id());
            var should = anew.picture(node.id());
            Violation.unless(is.equals(should), "the picture of %s is %s, made anew %s", node.id(), is, should);
        }
    }
}
