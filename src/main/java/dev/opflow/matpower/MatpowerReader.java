package dev.opflow.matpower;

import java.util.Arrays;

/**
 * Reads MATPOWER cases (see MATPOWER's {@code caseformat}), versions 1 and 2, plain or gzip. It reads data and runs nothing: code
 * is refused with its line. Time is linear in the text, memory is bounded by {@link ReaderLimits}.
 */
public final class MatpowerReader {
    private MatpowerReader() {}

    /**
     * Reads a case.
     *
     * @param content the file's bytes, plain or gzip; not changed
     * @param file its name, for messages and for a case without a name of its own
     * @param limits how much it may ask for
     * @throws MatpowerFormatException when it can't be read; says where and why
     */
    public static MatpowerCase read(byte[] content, String file, ReaderLimits limits) throws MatpowerFormatException {
        byte[] text = Text.of(content, file, limits);
        refuseBinary(text, file);
        Scanner scanner = new Scanner(text, file, limits);
        return new CaseBuilder(Fields.read(scanner), scanner, file).build();
    }

    private static void refuseBinary(byte[] text, String file) throws MatpowerFormatException {
        boolean blank = true;
        for (int k = 0; k < text.length; k++) {
            if (text[k] == 0) {
                int line = 1 + (int) countLines(Arrays.copyOf(text, k));
                throw new MatpowerFormatException(
                        file,
                        line,
                        1,
                        "found a zero byte, expected text.",
                        "Upload MATPOWER's text format (.m), not a .mat or other binary file.");
            }
            blank &= text[k] <= ' ' && text[k] > 0;
        }
        if (blank) {
            throw new MatpowerFormatException(file, 0, 0, "the file is empty.", "Upload a MATPOWER case.");
        }
    }

    private static long countLines(byte[] text) {
        long lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
