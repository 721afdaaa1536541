package io.stackctl.node.agent;

import io.stackctl.fixtures.FakeRuntime;
import io.stackctl.node.docker.Owner;
import java.io.IOException;
import java.nio.file.Path;

/** A node of a test cluster: its agent on a fake engine, whatever the way to its manager. */
public final class NodeBench implements AutoCloseable {
    private final Bench bench;
    private final Agent agent;

    public NodeBench(Owner owner, Path folder, ManagerLink link, String address) throws IOException {
        bench = new Bench(folder.resolve("secrets"), owner);
        agent = new Agent(
                new Agent.Settings(owner, 1, 1, address),
                link,
                bench.worker,
                bench.reporter,
                bench.engine,
                _ -> {},
                new LocalState(folder.resolve("agent/picture")));
        agent.start();
    }

    public FakeRuntime engine() {
        return bench.engine;
    }

    /** The node's daemon stops and says that it leaves for good. */
    public void leave() {
        agent.leave();
    }

    @Override
    public void close() {
        agent.close();
        bench.close();
    }
}
