package dev.opflow.lambda;

/** An upload could not be begun by this invocation; another one will. */
final class NotBegunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotBegunException(String message) {
        super(message);
    }
}
