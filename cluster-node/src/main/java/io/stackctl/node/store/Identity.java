package io.stackctl.node.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whose data a folder holds and in which format: lines of a name and a value. */
final class Identity {
    private static final int FORMAT = 1;

    private final Path file;
    private final Peer peer;
    private boolean opened;

    private Identity(Path file, Peer peer, boolean opened) {
        this.file = file;
        this.peer = peer;
        this.opened = opened;
    }

    /** Reads the file, or makes it for this voter. */
    static Identity of(Path file, Peer self) throws IOException, StoreException {
        if (!Files.exists(file)) {
            var identity = new Identity(file, self, false);
            identity.write();
            return identity;
        }
        var lines = read(file);
        var format = lines.getOrDefault("format", "");
        if (format.matches("[0-9]{1,9}") && Integer.parseInt(format) > FORMAT) {
            throw new StoreException(
                    file + " was written by a newer version of stackctl (format " + format + "): upgrade this node");
        }
        var found = lines.getOrDefault("peer", "");
        if (!format.equals(Integer.toString(FORMAT)) || found.isEmpty()) {
            throw new StoreException(file + " is damaged: it has no format or no peer");
        }
        if (!found.equals(self.toString())) {
            throw new StoreException("the data folder " + file.getParent() + " belongs to " + found + ", not to " + self
                    + ": a copied folder must not vote twice");
        }
        return new Identity(file, self, lines.getOrDefault("opened", "").equals("yes"));
    }

    private static SortedMap<String, String> read(Path file) throws IOException {
        var lines = new TreeMap<String, String>();
        for (var line : Files.readString(file).split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space > 0) {
                lines.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        return lines;
    }

    boolean opened() {
        return opened;
    }

    void markOpened() throws IOException {
        if (!opened) {
            opened = true;
            write();
        }
    }

    private void write() throws IOException {
        var text = "format " + FORMAT + "\npeer " + peer + "\nopened " + (opened ? "yes" : "no") + "\n";
        DurableFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
