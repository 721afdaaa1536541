package io.stackctl.node.docker;

/**
 * An image's name as the engine wants it for a fetch.
 *
 * @param version tag, or digest where there is one: it says more
 */
record ImageName(String repository, String version) {
    static ImageName parse(String reference) {
        int at = reference.indexOf('@');
        var name = at < 0 ? reference : reference.substring(0, at);
        int colon = name.lastIndexOf(':');
        boolean tagged = colon > name.lastIndexOf('/');
        var repository = tagged ? name.substring(0, colon) : name;
        if (at >= 0) {
            return new ImageName(repository, reference.substring(at + 1));
        }
        return new ImageName(repository, tagged ? name.substring(colon + 1) : "latest");
    }
}
