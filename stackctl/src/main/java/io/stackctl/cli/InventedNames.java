package io.stackctl.cli;

import java.security.SecureRandom;
import java.util.List;

/** Names for services that the user gave none: an adjective and a noun. */
final class InventedNames {
    private static final List<String> ADJECTIVES = List.of(
            "amber", "brave", "brisk", "calm", "clever", "cosmic", "eager", "fair", "gentle", "golden", "happy", "keen",
            "kind", "lively", "lucid", "merry", "noble", "patient", "quiet", "rapid", "sharp", "steady", "sunny",
            "vivid", "warm", "wise");
    private static final List<String> NOUNS = List.of(
            "anchor", "badger", "beacon", "cedar", "comet", "falcon", "fjord", "harbor", "heron", "juniper", "lantern",
            "maple", "meadow", "otter", "pebble", "pelican", "quartz", "raven", "river", "sparrow", "summit", "thistle",
            "tiger", "walnut", "willow", "wren");
    private static final int NUMBERS = 1000;

    private InventedNames() {}

    static String next() {
        var random = new SecureRandom();
        return ADJECTIVES.get(random.nextInt(ADJECTIVES.size())) + "_" + NOUNS.get(random.nextInt(NOUNS.size()))
                + random.nextInt(NUMBERS);
    }
}
