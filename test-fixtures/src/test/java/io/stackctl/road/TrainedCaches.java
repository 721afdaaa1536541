package io.stackctl.road;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The caches of loaded classes that a user's tree has too: they halve the start of the tool, which the tests start some
 * hundred times.
 */
final class TrainedCaches {
    private static final int LIMIT_SECONDS = 180;
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    private static boolean done;

    private TrainedCaches() {}

    /** Makes them, once in a process, unless they fit what was built. Tool and daemon work without as well. */
    static synchronized void make() {
        if (done) {
            return;
        }
        done = true;
        try {
            if (!fits("stackctl") || !fits("cluster-node")) {
                train();
            }
        } catch (IOException failed) {
            System.err.println("no trained caches, so all starts are slow: " + failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void train() throws IOException, InterruptedException {
        var log = Files.createTempFile("train", ".log");
        var training = new ProcessBuilder(HOME.resolve("packaging/train").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!training.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            training.destroyForcibly();
            throw new IOException("the training did not end");
        }
        if (training.exitValue() != 0) {
            throw new IOException(Files.readString(log));
        }
        Files.delete(log);
    }

    /** The launchers' own rule: no jar of the program is newer than its cache. */
    private static boolean fits(String module) throws IOException {
        var target = HOME.resolve(module).resolve("target");
        var name = module.equals("stackctl") ? "stackctl.aot" : "stackd.aot";
        var cache = target.resolve(name).toFile();
        return cache.isFile() && notNewer(target, cache) && notNewer(target.resolve("lib"), cache);
    }

    private static boolean notNewer(Path folder, File cache) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            for (var jar : files) {
                if (jar.toFile().lastModified() > cache.lastModified()) {
                    return false;
                }
            }
        }
        return true;
    }
}
