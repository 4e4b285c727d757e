package dev.opflow.lambda;

/** No time was left to begin an upload; another invocation will. */
final class NotBegunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotBegunException(String message) {
        super(message);
    }
}
