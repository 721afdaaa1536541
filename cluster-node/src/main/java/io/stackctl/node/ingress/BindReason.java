package io.stackctl.node.ingress;

import java.util.Objects;

/** Says in the user's words why the kernel did not let us have a port. */
final class BindReason {
    private BindReason() {}

    static boolean isInUse(Throwable cause) {
        return text(cause).contains("already in use");
    }

    static String of(PublishedPort port, Throwable cause) {
        String number = port.port() + "/" + port.protocol();
        String text = text(cause);
        if (isInUse(cause)) {
            var holder = PortHolder.of(port).map(process -> " by " + process).orElse("");
            return "port " + number + " is in use (" + port.host() + ")" + holder;
        }
        if (text.contains("assign requested address")) {
            return "port " + number + ": this node has no address " + port.host();
        }
        if (text.contains("ermission denied")) {
            return "port " + number + ": the daemon may not listen below port 1024 (run it as root)";
        }
        return "port " + number + " (" + port.host() + "): " + text;
    }

    /** The kernel's text; the exception's class differs by transport. */
    private static String text(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }
}
