package io.stackctl.node.agent;

import io.stackctl.view.NodePicture;
import java.io.IOException;

/** The names and published ports of a node. */
public interface DataPlane {
    /**
     * Serves what the picture says; when this returns, no traffic goes by an older one.
     *
     * @throws IOException something could not be had, such as a port; what can be served is served all the same
     */
    void follow(NodePicture picture) throws IOException, InterruptedException;
}
