package io.stackctl.simulation;

/** What a container does is written in the name of its image. */
final class Images {
    private Images() {}

    static boolean rejects(String image) {
        return image.startsWith("missing");
    }

    static boolean failsAtStart(String image) {
        return image.startsWith("broken");
    }

    static boolean crashes(String image) {
        return image.startsWith("crashing");
    }

    static boolean hangs(String image) {
        return image.startsWith("hanging");
    }

    static boolean ends(String image) {
        return image.startsWith("batch") || image.startsWith("ending");
    }

    static boolean good(String image) {
        return image.startsWith("good") || image.startsWith("batch");
    }
}
