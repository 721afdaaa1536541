package io.stackctl.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read, in the words of the system. */
final class FileErrors {
    private FileErrors() {}

    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            default -> {
                String message = String.valueOf(failure.getMessage());
                yield message.equalsIgnoreCase("is a directory") ? "it is a directory" : message;
            }
        };
    }
}
