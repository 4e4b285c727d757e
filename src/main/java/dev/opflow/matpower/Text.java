package dev.opflow.matpower;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a case's text, unpacked where they were packed, within the reader's limits. */
final class Text {
    private static final int FIRST_PORTION = 1 << 16;

    private Text() {}

    static byte[] of(byte[] content, String file, ReaderLimits limits) throws MatpowerFormatException {
        if (content.length > limits.bytes()) {
            throw new MatpowerFormatException(
                    file,
                    0,
                    0,
                    "the file has " + content.length + " bytes, more than the limit of " + limits.bytes() + ".",
                    "Make it smaller or raise the limit on bytes.");
        }
        boolean packed = content.length > 1 && (content[0] & 0xff) == 0x1f && (content[1] & 0xff) == 0x8b;
        return packed ? unpack(content, file, limits) : content;
    }

    private static byte[] unpack(byte[] content, String file, ReaderLimits limits) throws MatpowerFormatException {
        byte[] text =
                new byte[(int) Math.min(limits.unpackedBytes() + 1, Math.max(FIRST_PORTION, 5L * content.length))];
        int size = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content), FIRST_PORTION)) {
            while (true) {
                int read = in.read(text, size, text.length - size);
                if (read < 0) {
                    return Arrays.copyOf(text, size);
                }
                size += read;
                if (size > limits.unpackedBytes()) {
                    throw new MatpowerFormatException(
                            file,
                            0,
                            0,
                            "the gzip file unpacks to more than the limit of " + limits.unpackedBytes() + " bytes.",
                            "Make it smaller or raise the limit on unpacked bytes.");
                }
                if (size == text.length) {
                    text = Arrays.copyOf(text, (int) Math.min(limits.unpackedBytes() + 1, 2L * size));
                }
            }
        } catch (EOFException e) {
            throw new MatpowerFormatException(
                    file, 0, 0, "the gzip file ends too early.", "Upload it again; it was cut off.");
        } catch (ZipException e) {
            throw new MatpowerFormatException(
                    file, 0, 0, "the gzip file is damaged (" + e.getMessage() + ").", "Pack and upload it again.");
        } catch (IOException e) {
            throw new MatpowerFormatException(
                    file, 0, 0, "the gzip file can't be unpacked (" + e.getMessage() + ").", "Pack it again.");
        }
    }
}
