package dev.opflow.storage;

/** A store did not do what it was asked. It may, asked again. The message says what was being done to what. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Names what failed.
     *
     * @param action what was being done to what, as "write s3://bucket/key"
     * @param reason why it failed
     */
    public StorageException(String action, String reason) {
        super(message(action, reason));
    }

    /**
     * Names what failed.
     *
     * @param action what was being done to what, as "write s3://bucket/key"
     * @param reason why it failed
     * @param cause the failure underneath
     */
    public StorageException(String action, String reason, Throwable cause) {
        super(message(action, reason), cause);
    }

    private static String message(String action, String reason) {
        // keys are their users' own, and this goes to logs
        return ("Could not " + action + ": " + reason).replaceAll("\\p{Cntrl}", "?");
    }
}
