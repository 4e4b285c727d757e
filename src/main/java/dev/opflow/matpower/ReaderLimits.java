package dev.opflow.matpower;

/**
 * How much a case file may ask of its reader. A file beyond a limit is refused.
 *
 * @param bytes largest file, bytes as they are
 * @param unpackedBytes largest text, bytes after unpacking
 * @param rows most rows of a matrix, and strings of a list
 * @param rowBytes longest row of a matrix, number or string, bytes
 */
public record ReaderLimits(long bytes, long unpackedBytes, int rows, int rowBytes) {
    /** Enough for a million buses. */
    public static final ReaderLimits DEFAULT = new ReaderLimits(64L << 20, 512L << 20, 4_000_000, 1 << 20);

    public ReaderLimits {
        if (bytes < 1 || unpackedBytes < 1 || unpackedBytes > Integer.MAX_VALUE - 8 || rows < 1 || rowBytes < 1) {
            throw new IllegalArgumentException("limits must be positive and unpackedBytes below 2 GiB");
        }
    }
}
