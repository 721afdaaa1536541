package io.stackctl.cli.progress;

import io.stackctl.cluster.Task;
import java.util.Optional;

/**
 * Something worth a line of its own between two states of a stack.
 *
 * @param service the short name; empty when it concerns the whole stack
 * @param failed the task that failed, if that is what happened
 */
public record Happening(String service, String text, Optional<Task> failed) {
    static Happening of(String service, String text) {
        return new Happening(service, text, Optional.empty());
    }

    static Happening failed(String service, String text, Task task) {
        return new Happening(service, text, Optional.of(task));
    }
}
