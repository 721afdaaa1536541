package io.stackctl.node.store;

import io.stackctl.cluster.Bytes;
import io.stackctl.cluster.ClusterId;
import io.stackctl.cluster.NodeId;
import io.stackctl.cluster.Revision;
import io.stackctl.node.DisasterLimits;
import io.stackctl.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/*
 * Lines of a name and a value, up to an empty line; the first is "stackctl backup LAYOUT". Plain text, so that head(1)
 * tells an operator what a file is and what to do with it.
 */
/**
 * The beginning of a backup: what it is, and how the passphrase becomes its key.
 *
 * @param format of the state, as of {@link LogFormat}
 * @param rounds of the derivation of the key
 * @param keyId tells a wrong passphrase from a damaged file
 */
record BackupHeader(int format, BackupLabel label, int rounds, Bytes salt, Bytes keyId) {
    static final int LAYOUT = 1;
    private static final String TITLE = "stackctl backup ";
    private static final String DERIVATION = "pbkdf2-sha256";
    private static final Pattern COUNTS = Pattern.compile(
            "(\\d{1,9}) nodes, (\\d{1,9}) stacks, (\\d{1,9}) services, (\\d{1,9}) secrets, (\\d{1,9}) configs");
    private static final HexFormat HEX = HexFormat.of();

    byte[] bytes() {
        var lines = TITLE + LAYOUT + "\n"
                + "cluster " + label.cluster() + "\n"
                + "revision " + label.revision() + "\n"
                + "taken " + label.takenAt() + "\n"
                + "manager " + label.manager() + " " + label.managerName() + "\n"
                + "holds " + label.counts() + "\n"
                + "restore stackctl cluster restore --advertise-addr ADDRESS FILE\n"
                + "format " + format + "\n"
                + "key " + DERIVATION + " " + rounds + " " + HEX.formatHex(salt.toArray()) + " "
                + HEX.formatHex(keyId.toArray()) + "\n"
                + "\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /** What binds the parts of the file to its header. */
    static Bytes binding(byte[] header) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(header));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("no SHA-256", impossible);
        }
    }

    /**
     * The bytes of the header, up to and with the empty line.
     *
     * @throws DecodeException this is no backup
     */
    static byte[] read(InputStream input) throws IOException, DecodeException {
        var header = new ByteArrayOutputStream();
        int before = 0;
        while (header.size() < DisasterLimits.BACKUP_HEADER_BYTES) {
            int next = input.read();
            if (next < 0) {
                if (header.toString(StandardCharsets.UTF_8).startsWith(TITLE)) {
                    throw new EOFException();
                }
                throw noBackup();
            }
            header.write(next);
            if (next == '\n' && before == '\n') {
                return header.toByteArray();
            }
            before = next;
        }
        throw noBackup();
    }

    private static DecodeException noBackup() {
        return new DecodeException("it is no backup of a stackctl cluster");
    }

    /** {@code bytes}: as {@link #read} gave them. */
    static BackupHeader parse(byte[] bytes) throws DecodeException {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end < 0 || !text.startsWith(TITLE)) {
            throw noBackup();
        }
        var layout = text.substring(TITLE.length(), end);
        if (!layout.equals(Integer.toString(LAYOUT))) {
            throw layout.matches("[1-9]\\d{0,8}")
                    ? DecodeException.fromNewerVersion("it (layout " + layout + ")")
                    : new DecodeException("its header is damaged");
        }
        try {
            return parse(lines(text.substring(end + 1)));
        } catch (IllegalArgumentException | DateTimeException damaged) {
            throw new DecodeException("its header is damaged");
        }
    }

    private static SortedMap<String, String> lines(String text) {
        var lines = new TreeMap<String, String>();
        text.lines().filter(line -> !line.isEmpty()).forEach(line -> {
            int space = line.indexOf(' ');
            lines.put(space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
        });
        return lines;
    }

    private static BackupHeader parse(SortedMap<String, String> lines) throws DecodeException {
        var manager = words(lines, "manager", 2);
        var key = words(lines, "key", 4);
        int format = Integer.parseInt(value(lines, "format"));
        LogFormat.check(format, "it");
        int rounds = Integer.parseInt(key[1]);
        if (!key[0].equals(DERIVATION) || rounds < 1 || rounds > DisasterLimits.BACKUP_KEY_ROUNDS_MOST) {
            throw new DecodeException("its key is made in a way that this version does not know");
        }
        return new BackupHeader(
                format,
                new BackupLabel(
                        new ClusterId(value(lines, "cluster")),
                        new Revision(Long.parseLong(value(lines, "revision"))),
                        Instant.parse(value(lines, "taken")),
                        new NodeId(manager[0]),
                        manager[1],
                        counts(value(lines, "holds"))),
                rounds,
                Bytes.of(HEX.parseHex(key[2])),
                Bytes.of(HEX.parseHex(key[3])));
    }

    private static BackupLabel.Counts counts(String text) {
        var found = COUNTS.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("no counts");
        }
        return new BackupLabel.Counts(
                Integer.parseInt(found.group(1)),
                Integer.parseInt(found.group(2)),
                Integer.parseInt(found.group(3)),
                Integer.parseInt(found.group(4)),
                Integer.parseInt(found.group(5)));
    }

    private static String[] words(SortedMap<String, String> lines, String name, int count) {
        var words = value(lines, name).split(" ", -1);
        if (words.length != count) {
            throw new IllegalArgumentException(name);
        }
        return words;
    }

    private static String value(SortedMap<String, String> lines, String name) {
        var value = lines.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }
}
