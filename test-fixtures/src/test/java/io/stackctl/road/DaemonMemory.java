package io.stackctl.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where the memory of a daemon goes: what the kernel says of the process, and what the JVM says of its parts. */
final class DaemonMemory {
    private static final Pattern RESIDENT = Pattern.compile("(VmRSS|RssAnon|RssFile|RssShmem):\\s+(\\d+) kB");
    private static final Pattern PART =
            Pattern.compile("-\\s+([A-Za-z ]+) \\(reserved=\\d+KB.*?committed=(\\d+)KB", Pattern.DOTALL);
    private static final double KIB_PER_MIB = 1024;

    private final long pid;

    DaemonMemory(long pid) {
        this.pid = pid;
    }

    void into(Figures figures, String prefix) throws IOException {
        var status = Files.readString(Path.of("/proc/" + pid + "/status"));
        var matcher = RESIDENT.matcher(status);
        while (matcher.find()) {
            figures.add(prefix + ": " + matcher.group(1), "MiB", Long.parseLong(matcher.group(2)) / KIB_PER_MIB);
        }
        committed().forEach((part, kib) -> figures.add(prefix + ": committed, " + part, "MiB", kib / KIB_PER_MIB));
    }

    private Map<String, Long> committed() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, String.valueOf(pid), "VM.native_memory", "summary")
                .redirectErrorStream(true)
                .start();
        var parts = new TreeMap<String, Long>();
        var matcher = PART.matcher(
                new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        while (matcher.find()) {
            long kib = Long.parseLong(matcher.group(2));
            if (kib >= KIB_PER_MIB) {
                parts.put(matcher.group(1).strip(), kib);
            }
        }
        return parts;
    }
}
