package io.stackctl.node.agent;

import io.stackctl.view.Frontend;
import java.util.Optional;

/** Knows which published ports this node can serve. */
public interface PortProbe {
    /** A node on which every port is free. */
    PortProbe ALL_FREE = _ -> Optional.empty();

    /** Why the port cannot be served here now, as one line for the user; empty when it is served or free. */
    Optional<String> obstacle(Frontend frontend);
}
