import org.jspecify.annotations.NullMarked;

/**
 * Specs, cluster state and every decision over them, as pure functions. The list of requirements is the proof: nothing
 * here can reach a file, a socket, a clock library or a log.
 */
@NullMarked
module io.stackctl.reconciler {
    requires static transitive org.jspecify;

    exports io.stackctl.spec;
    exports io.stackctl.cluster;
    exports io.stackctl.plan;
    exports io.stackctl.schedule;
    exports io.stackctl.reconcile;
    exports io.stackctl.view;
}
