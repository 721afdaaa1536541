package io.stackctl.reconcile;

/** One concern of a tick. It reads the draft, with the changes of the stages before it, and adds its own. */
interface Stage {
    void run(Draft draft);
}
