package io.stackctl.compose;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as text. They are of the machine the files are on, or of a Windows node, never asked of a file system. */
final class PathNames {
    private PathNames() {}

    static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** Whether a path is absolute on Windows: {@code c:\x}, {@code c:/x} or {@code \\host\share\x}. */
    static boolean isAbsoluteOnWindows(String path) {
        if (path.length() > 2 && isLetter(path.charAt(0)) && path.charAt(1) == ':') {
            return isSlash(path.charAt(2));
        }
        if (path.length() < 5 || !isSlash(path.charAt(0)) || !isSlash(path.charAt(1))) {
            return false;
        }
        String[] parts = path.substring(2).split("[\\\\/]", -1);
        return parts.length > 2 && !parts[0].isEmpty() && !parts[0].startsWith(".") && !parts[1].isEmpty();
    }

    /** The path itself if it is absolute, else the path under the directory, without {@code .} and {@code ..}. */
    static String resolve(String directory, String path) {
        return isAbsolute(path) ? path : clean(directory + "/" + path);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : clean(path.substring(0, slash));
    }

    static String clean(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            switch (part) {
                case "", "." -> {}
                case ".." -> kept.pollLast();
                default -> kept.addLast(part);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }
}
