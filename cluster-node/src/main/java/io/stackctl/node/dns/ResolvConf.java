package io.stackctl.node.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The host's resolvers as its resolv.conf names them now. Reads the file where it is asked: it is small, local, and
 * looked at no more often than it was told to.
 */
final class ResolvConf {
    private final Path path;
    private final Duration recheck;
    private volatile Reading reading = new Reading(Optional.empty(), List.of(), Optional.empty());

    /** What the file said; {@code checked} is in the time of {@link System#nanoTime}. */
    private record Reading(Optional<Version> version, List<InetAddress> servers, Optional<Long> checked) {}

    private record Version(FileTime modified, long size) {}

    ResolvConf(Path path, Duration recheck) {
        this.path = path;
        this.recheck = recheck;
    }

    /** The resolvers in the file's order; none if there is no such file. */
    List<InetAddress> servers() {
        Reading last = reading;
        long now = System.nanoTime();
        if (last.checked().isPresent() && now - last.checked().get() < recheck.toNanos()) {
            return last.servers();
        }
        Reading next = read(last, now);
        reading = next;
        return next.servers();
    }

    private Reading read(Reading last, long now) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var version = Optional.of(new Version(attributes.lastModifiedTime(), attributes.size()));
            return last.version().equals(version)
                    ? new Reading(version, last.servers(), Optional.of(now))
                    : new Reading(
                            version, parse(Files.readString(path, StandardCharsets.ISO_8859_1)), Optional.of(now));
        } catch (IOException _) {
            // The file is being replaced, or the host has no resolver: the answer to both is "ask again soon".
            return new Reading(Optional.empty(), List.of(), Optional.of(now));
        }
    }

    static List<InetAddress> parse(String text) {
        return text.lines().flatMap(ResolvConf::server).distinct().toList();
    }

    private static Stream<InetAddress> server(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length < 2 || !words[0].equals("nameserver")) {
            return Stream.empty();
        }
        try {
            return Stream.of(InetAddress.ofLiteral(words[1]));
        } catch (IllegalArgumentException _) {
            // The C library passes over what it cannot read as well, such as an interface that is gone after a "%".
            return Stream.empty();
        }
    }
}
