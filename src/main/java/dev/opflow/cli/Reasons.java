package dev.opflow.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why something failed, in words; what exceptions about files say is often just a path. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException u
            when u.getMessage() != null && !u.getMessage().equals(String.valueOf(u.getCause())) -> u.getMessage();
            case UncheckedIOException u when u.getCause() != null -> of(u.getCause());
            case NoSuchFileException n -> "there is no " + n.getFile();
            case AccessDeniedException a -> "access to " + a.getFile() + " is denied";
            case FileAlreadyExistsException f -> f.getFile() + " is a file";
            default -> failure.toString();
        };
    }
}
