package dev.opflow.engine;

/** An option, or a value of one, is not known. The message lists the valid ones. */
public final class UnknownOptionException extends Exception {
    private static final long serialVersionUID = 1;

    private final String message;

    /** Says what is not known and what is. */
    public UnknownOptionException(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
