package io.stackctl.node.docker;

/** Name and password for a registry. */
public record RegistryLogin(String server, String user, String password) {
    @Override
    public String toString() {
        return "RegistryLogin[" + server + ", " + user + ", ***]";
    }
}
