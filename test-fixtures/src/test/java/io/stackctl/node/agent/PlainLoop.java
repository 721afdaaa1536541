package io.stackctl.node.agent;

import static io.stackctl.fixtures.AssignmentBuilder.task;

import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Slot;
import io.stackctl.fixtures.PictureBuilder;
import io.stackctl.node.Limits;
import io.stackctl.node.docker.DockerRuntime;
import io.stackctl.node.docker.Owner;
import io.stackctl.node.docker.RuntimeFailure;
import io.stackctl.node.docker.SecretFiles;
import io.stackctl.node.docker.SecretFiles.Placed;
import io.stackctl.node.docker.TmpfsMount;
import io.stackctl.view.NodePicture;
import io.stackctl.view.TaskAssignment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The yardstick for starting many replicas: a loop that sends the agent's own create bodies to an engine, as many at a
 * time as the agent does, and nothing else. No manager, no log, no reports.
 */
public final class PlainLoop implements AutoCloseable {
    private static final String NETWORK = "plain-loop";

    private final Owner owner = new Owner(new ClusterId("plain-loop"), new NodeId("node-1"));
    private final TmpfsMount mount = new TmpfsMount();
    private final Path folder;
    private final DockerRuntime runtime;
    private final SecretFiles files;

    public PlainLoop(String engine, Path folder) throws IOException {
        this.folder = folder;
        this.runtime = new DockerRuntime(URI.create(engine), owner);
        this.files = SecretFiles.at(folder, mount);
    }

    /** Makes the network, makes and starts the containers, and tells how long that took. */
    public Duration start(int replicas, String image) throws Exception {
        var picture = picture(replicas, image);
        long begin = System.nanoTime();
        runtime.ensureNetwork(picture.networks().values().iterator().next());
        try (var executor = Executors.newFixedThreadPool(Limits.STARTS_IN_FLIGHT)) {
            var starts = new ArrayList<Future<?>>();
            for (var task : picture.tasks().values()) {
                starts.add(executor.submit(() -> start(task, picture)));
            }
            for (var start : starts) {
                finish(start);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static NodePicture picture(int replicas, String image) {
        var picture = PictureBuilder.picture(new NodeId("node-1"), 1).network(NETWORK, "10.121.0.0/24");
        for (int i = 1; i <= replicas; i++) {
            picture.with(task("task" + i).image(image).slot(new Slot.Replica(i)).on(NETWORK, "10.121.0." + (i + 1)));
        }
        return picture.build();
    }

    private Void start(TaskAssignment task, NodePicture picture) throws RuntimeFailure {
        var networks = List.copyOf(picture.networks().values());
        var resolvConf = ContainerOrders.resolvConf(task, networks);
        var placed = files.place(task.key().task().value(), task.files(), resolvConf, _ -> Optional.empty());
        if (placed instanceof Placed.Ready(var binds)) {
            var template = new TaskTemplate(task, owner.node(), runtime::describe);
            var created = runtime.create(ContainerOrders.of(task, owner, networks, binds, template));
            runtime.start(created.container());
        }
        return null;
    }

    private static void finish(Future<?> start) throws Exception {
        try {
            start.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Takes containers and network away again. */
    @Override
    public void close() throws IOException {
        try {
            for (var container : runtime.containers()) {
                runtime.stop(container.container(), Duration.ofSeconds(1));
                runtime.remove(container.container());
            }
            for (var network : runtime.networks()) {
                runtime.removeNetwork(network);
            }
        } catch (RuntimeFailure failure) {
            throw new IOException(failure);
        } finally {
            runtime.close();
            mount.unmount(folder);
        }
    }
}
