package io.stackctl.node.agent;

import io.stackctl.cluster.Bytes;
import io.stackctl.spec.Immutable;
import io.stackctl.view.AssignedFile.ContentKey;
import io.stackctl.view.NodePicture;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Secrets and configs of the tasks of this node, in memory alone, never on a disk. */
final class Contents {
    private volatile SortedMap<ContentKey, Bytes> known = Immutable.emptyMap();

    Optional<Bytes> find(ContentKey key) {
        return Optional.ofNullable(known.get(key));
    }

    /** Takes in what is new, then forgets what no task of the picture names. One caller at a time. */
    void follow(NodePicture picture, Map<ContentKey, Bytes> arrived) {
        var all = new TreeMap<>(known);
        all.putAll(arrived);
        var named = new TreeSet<ContentKey>();
        picture.tasks().values().forEach(task -> task.files().forEach(file -> named.add(file.content())));
        all.keySet().retainAll(named);
        known = Immutable.sorted((Map<ContentKey, Bytes>) all);
    }
}
