package dev.opflow.matpower;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Knows files of other kinds that are uploaded by mistake, by how they begin. */
final class ForeignFile {
    private static final String PLAIN = "Upload the .m file itself, plain or gzip.";
    private static final String SAVE = "Save the case as text, in MATLAB with savecase('case.m', mpc).";
    private static final int LOOKED_AT = 4096;

    /** How files of a kind begin, byte for byte. */
    private record Kind(String begin, String name, String advice) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("\u001f\u008b", "a gzip file inside a gzip file", "Pack it once."),
            new Kind("PK\u0003\u0004", "a zip archive or a spreadsheet", PLAIN),
            new Kind("BZh", "a bzip2 file", PLAIN),
            new Kind("\u00fd7zXZ", "an xz file", PLAIN),
            new Kind("(\u00b5/\u00fd", "a zstd file", PLAIN),
            new Kind("7z\u00bc\u00af", "a 7-Zip archive", PLAIN),
            new Kind("MATLAB 5.0 MAT-file", "a binary MATLAB file (.mat)", SAVE),
            new Kind("MATLAB 7.3 MAT-file", "a binary MATLAB file (.mat)", SAVE),
            new Kind("\u0089HDF", "an HDF5 file", SAVE),
            new Kind("%PDF-", "a PDF document", PLAIN),
            new Kind("\u00ff\u00fe", "text in UTF-16", "Save it as UTF-8."),
            new Kind("\u00fe\u00ff", "text in UTF-16", "Save it as UTF-8."));

    private ForeignFile() {}

    /**
     * Refuses what is no text of a case at first sight.
     *
     * @throws MatpowerFormatException when the text is of another kind, empty or binary
     */
    static void refuse(byte[] text, String file) throws MatpowerFormatException {
        String begin = new String(text, 0, Math.min(text.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        for (Kind kind : KINDS) {
            if (begin.startsWith(kind.begin())) {
                throw refusal(file, kind.name(), kind.advice());
            }
        }
        String first = (begin.startsWith("\u00ef\u00bb\u00bf") ? begin.substring(3) : begin).stripLeading();
        if (first.startsWith("{")) {
            throw refusal(file, "JSON", SAVE);
        }
        if (first.startsWith("<")) {
            throw refusal(file, "XML or HTML", SAVE);
        }
        if (isPsse(first)) {
            throw refusal(file, "what looks like a PSS/E RAW file", "Convert it, in MATPOWER with psse2mpc().");
        }
        refuseZeroBytes(text, file);
    }

    /** A RAW file begins with its IC and SBASE, as {@code 0, 100.0, 33, ...}, or with the comment {@code @!}. */
    private static boolean isPsse(String first) {
        return first.startsWith("@!") || first.matches("(?s)\\d\\s*,\\s*\\d[\\d.]*\\s*[,/].*");
    }

    private static void refuseZeroBytes(byte[] text, String file) throws MatpowerFormatException {
        int line = 1;
        int lineStart = 0;
        for (int k = 0; k < text.length; k++) {
            if (text[k] == '\n') {
                line++;
                lineStart = k + 1;
            } else if (text[k] == 0) {
                throw new MatpowerFormatException(
                        file, line, k - lineStart + 1, "a zero byte, as in binary files", "text", SAVE);
            }
        }
    }

    private static MatpowerFormatException refusal(String file, String found, String advice) {
        return new MatpowerFormatException(file, 1, 1, found, "the text of a MATPOWER case", advice);
    }
}
