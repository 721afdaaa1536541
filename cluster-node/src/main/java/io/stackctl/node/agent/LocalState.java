package io.stackctl.node.agent;

import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.ServiceId;
import io.stackctl.cluster.Status;
import io.stackctl.cluster.TaskId;
import io.stackctl.cluster.TaskKey;
import io.stackctl.view.NodePicture;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.PictureCodec;
import io.stackctl.wire.StatusCodec;
import io.stackctl.wire.proto.KeptPicture;
import io.stackctl.wire.proto.TaskReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The node's last picture and its tasks' last statuses in a file, so that a daemon that starts anew serves names and
 * ports, and takes up its containers, before it reaches a manager. Holds no secret; the environment of services is in
 * it, and so it is for the daemon's user alone.
 */
public final class LocalState {
    private static final int FORMAT = 1;

    private final Path file;

    public LocalState(Path file) {
        this.file = file;
    }

    /** What was kept. */
    public record Kept(NodePicture picture, SortedMap<TaskKey, Status> statuses) {}

    /**
     * What an earlier life of the node kept; empty when there is none.
     *
     * @throws IOException the file cannot be read, is damaged, of another node, or written by a newer version
     */
    public Optional<Kept> read(NodeId node) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var kept = KeptPicture.parseFrom(Files.readAllBytes(file));
            if (kept.getFormat() > FORMAT) {
                throw new IOException(file + " was written by a newer version of stackctl: upgrade this node");
            }
            if (!kept.getNodeId().equals(node.value())) {
                throw new IOException(file + " belongs to node " + kept.getNodeId() + ", not to " + node);
            }
            var statuses = new TreeMap<TaskKey, Status>();
            for (var report : kept.getReportsList()) {
                statuses.put(key(report), StatusCodec.fromMessage(report.getStatus()));
            }
            var picture = PictureCodec.fromMessage(kept.getPicture(), node, Optional.empty());
            return Optional.of(new Kept(picture, statuses));
        } catch (DecodeException damaged) {
            throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    static TaskKey key(TaskReport report) {
        return new TaskKey(new ServiceId(report.getServiceId()), new TaskId(report.getTaskId()));
    }

    static TaskReport report(TaskKey key, Status status) {
        return TaskReport.newBuilder()
                .setServiceId(key.service().value())
                .setTaskId(key.task().value())
                .setStatus(StatusCodec.toMessage(status))
                .build();
    }

    /** Replaces what was kept: after a crash either the old or the new is there, whole. */
    public void write(NodePicture picture, Map<TaskKey, Status> statuses) throws IOException {
        var kept = KeptPicture.newBuilder()
                .setFormat(FORMAT)
                .setNodeId(picture.node().value())
                .setPicture(PictureCodec.toMessage(picture));
        statuses.forEach((key, status) -> kept.addReports(report(key, status)));
        Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        var own = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), own)) {
            var bytes = ByteBuffer.wrap(kept.build().toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
