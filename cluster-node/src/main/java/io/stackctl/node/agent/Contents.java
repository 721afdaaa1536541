package io.stackctl.node.agent;

import io.stackctl.cluster.Bytes;
import io.stackctl.spec.Immutable;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.NodePicture;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Secrets and configs of the tasks of this node, in memory alone, for as long as a task here names them. */
final class Contents {
    private volatile SortedMap<ContentKey, Bytes> known = Immutable.emptyMap();

    Optional<Bytes> find(ContentKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Takes in what is new, then forgets what no task of the picture names. One caller at a time. */
    void follow(NodePicture picture, Map<ContentKey, Bytes> arrived) {
        var named = new TreeMap<ContentKey, Bytes>();
        for (var task : picture.tasks().values()) {
            for (var file : task.files()) {
                var content = Optional.ofNullable(arrived.get(file.content())).or(() -> find(file.content()));
                content.ifPresent(bytes -> named.put(file.content(), bytes));
            }
        }
        known = Immutable.sorted((Map<ContentKey, Bytes>) named);
    }
}
