package dev.opflow.matpower;

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
        byte[] text = Text.withLineFeeds(Text.of(content, file, limits));
        ForeignFile.refuse(text, file);
        return new CaseBuilder(Fields.read(new Scanner(text, file), limits), file).build();
    }
}
