package dev.opflow.matpower;

/**
 * How much a case file may ask of its reader. A file beyond a limit is refused.
 *
 * @param bytes largest file, bytes as they are
 * @param unpackedBytes largest text, bytes after unpacking
 * @param rows most rows of a matrix, and strings of a list
 * @param rowBytes longest row of a matrix, number or string, bytes
 * @param values most numbers and strings that are kept in all; a string counts as two. Each of these takes up to about 40
 *     bytes of memory, be it written in two bytes of text, or packed in next to none
 */
public record ReaderLimits(long bytes, long unpackedBytes, int rows, int rowBytes, long values) {
    /** Enough for a million buses, or what this Java virtual machine's largest heap has room for where that is less. */
    public static final ReaderLimits DEFAULT = forHeap(Runtime.getRuntime().maxMemory());

    public ReaderLimits {
        if (bytes < 1
                || unpackedBytes < 1
                || unpackedBytes > Integer.MAX_VALUE - 8
                || rows < 1
                || rowBytes < 1
                || values < 1) {
            throw new IllegalArgumentException("limits must be positive and unpackedBytes below 2 GiB");
        }
    }

    /** Limits with which any text is read or refused within a heap, and not for want of memory. */
    static ReaderLimits forHeap(long heapBytes) {
        return new ReaderLimits(
                Math.min(64L << 20, heapBytes / 16),
                Math.min(512L << 20, heapBytes / 8),
                4_000_000,
                1 << 20,
                Math.min(100_000_000, heapBytes / 64));
    }
}
