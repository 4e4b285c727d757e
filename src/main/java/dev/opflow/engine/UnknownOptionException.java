package dev.opflow.engine;

/** An option, or a value of one, is not known. The message lists the valid ones. */
public final class UnknownOptionException extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownOptionException(String message) {
        super(message);
    }
}
