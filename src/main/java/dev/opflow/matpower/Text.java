package dev.opflow.matpower;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a case's text, unpacked where they were packed, within the reader's limits. */
final class Text {
    private static final int FIRST_PORTION = 1 << 16;

    private Text() {}

    /**
     * The text of a file.
     *
     * @throws MatpowerFormatException when it is beyond a limit or can't be unpacked
     */
    static byte[] of(byte[] content, String file, ReaderLimits limits) throws MatpowerFormatException {
        if (content.length > limits.bytes()) {
            throw refusal(
                    file,
                    content.length + " bytes",
                    "at most " + limits.bytes() + " (the limit on bytes)",
                    "Make the file smaller, or raise the limit.");
        }
        boolean packed = content.length > 1 && content[0] == (byte) 0x1f && content[1] == (byte) 0x8b;
        byte[] text = packed ? unpack(content, file, limits) : content;
        if (text.length > limits.unpackedBytes()) {
            throw refusal(
                    file,
                    "more than " + limits.unpackedBytes() + " bytes" + (packed ? " once unpacked" : ""),
                    "at most that many (the limit on unpacked bytes)",
                    "Make the file smaller, or raise the limit.");
        }
        return text;
    }

    /**
     * A text whose lines end with a line feed, after a carriage return or not; a carriage return alone, with which lines of
     * old Macintosh files end, becomes one. Places stay what they are.
     *
     * @return the same array where nothing is to be done, else another
     */
    static byte[] withLineFeeds(byte[] text) {
        int first = loneReturn(text, 0);
        if (first == text.length) {
            return text;
        }
        byte[] changed = text.clone();
        for (int k = first; k < text.length; k = loneReturn(text, k + 1)) {
            changed[k] = '\n';
        }
        return changed;
    }

    /** The place of the next carriage return that no line feed follows; the text's length where there is none. */
    private static int loneReturn(byte[] text, int from) {
        for (int k = from; k < text.length; k++) {
            if (text[k] == '\r' && (k + 1 == text.length || text[k + 1] != '\n')) {
                return k;
            }
        }
        return text.length;
    }

    /** The unpacked bytes; at most one more than the limit allows. */
    private static byte[] unpack(byte[] content, String file, ReaderLimits limits) throws MatpowerFormatException {
        int most = (int) limits.unpackedBytes() + 1;
        byte[] text = new byte[(int) Math.min(most, Math.max(FIRST_PORTION, 5L * content.length))];
        int size = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content), FIRST_PORTION)) {
            while (size < most) {
                if (size == text.length) {
                    text = Arrays.copyOf(text, (int) Math.min(most, 2L * size));
                }
                int read = in.read(text, size, text.length - size);
                if (read < 0) {
                    break;
                }
                size += read;
            }
            return Arrays.copyOf(text, size);
        } catch (EOFException e) {
            throw refusal(file, "a gzip file that ends too early", "a whole one", "Upload it again; it was cut off.");
        } catch (ZipException e) {
            throw refusal(
                    file, "a damaged gzip file (" + e.getMessage() + ")", "a sound one", "Pack and upload it again.");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
    }

    private static MatpowerFormatException refusal(String file, String found, String expected, String advice) {
        return new MatpowerFormatException(file, 0, 0, found, expected, advice);
    }
}
