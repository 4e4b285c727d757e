package dev.opflow.engine.exago;

/** A native library can't be used; the message says why and what to do, as part of a sentence without its full stop. */
final class UnusableLibraryException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableLibraryException(String message) {
        super(message);
    }
}
