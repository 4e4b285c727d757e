package dev.opflow.report;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of some bytes, computed when it is asked for: in a process that has just begun it takes as long as a small solve, and
 * who reads a table of results never sees it.
 */
public final class Sha256 {
    private byte @Nullable [] content;
    private String hexadecimal = "";

    private Sha256(byte @Nullable [] content) {
        this.content = content;
    }

    /** Of these bytes, which are not to be changed. */
    public static Sha256 of(byte[] content) {
        return new Sha256(content);
    }

    /** Of bytes that were not fetched. */
    public static Sha256 unknown() {
        return new Sha256(null);
    }

    /** 64 hexadecimal digits; empty where it is unknown. */
    public synchronized String hexadecimal() {
        if (content != null) {
            try {
                hexadecimal = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
            content = null;
        }
        return hexadecimal;
    }
}
