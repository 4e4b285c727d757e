package dev.opflow.cli;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Solves case after case and prints a line for each as it ends. What goes wrong with one keeps no other from its turn.
 *
 * @param files the cases
 * @param runner solves a case
 * @param deadline when to give up a case that begins now
 * @param folder where result files go, if anywhere
 * @param format what a line looks like
 * @param out where lines go
 * @param progress where a terminal shows which case is being solved, if one does
 * @param traces where stack traces of failures go, if anywhere
 */
record Batch(
        List<Path> files,
        OpflowRunner runner,
        Supplier<Deadline> deadline,
        Optional<ResultFolder> folder,
        LineFormat format,
        Writer out,
        Optional<PrintWriter> progress,
        Optional<PrintWriter> traces) {

    private static final String ERASE_LINE = "\r\033[K";
    /** A longer line would wrap, and the terminal erases only where the cursor is. */
    private static final int PROGRESS_WIDTH = 79;

    /**
     * Runs the cases.
     *
     * @return whether all were solved
     * @throws IOException when a line can't be written
     */
    boolean run() throws IOException {
        boolean allSolved = true;
        int width = LineFormat.width(files);
        out.write(format.head(width));
        out.flush();
        for (int k = 0; k < files.size(); k++) {
            String text = (k + 1) + "/" + files.size() + " " + files.get(k);
            show(ERASE_LINE + text.substring(0, Math.min(PROGRESS_WIDTH, text.length())));
            Entry entry = solve(files.get(k));
            show(ERASE_LINE);
            out.write(format.line(width, files.get(k), entry.status(), entry.message(), entry.run()));
            out.flush();
            allSolved &= entry.run() != null && entry.run().outcome() instanceof Outcome.Solved;
        }
        return allSolved;
    }

    private void show(String text) {
        progress.ifPresent(terminal -> {
            terminal.print(text);
            terminal.flush();
        });
    }

    private record Entry(
            String status, String message, @Nullable RunRecord run) {}

    private Entry solve(Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            // one byte too many is enough for the reader to refuse the case
            content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, runner.largestCaseBytes() + 1));
        } catch (IOException e) {
            return new Entry("Unreadable", Reasons.of(e), null);
        }
        CaseInput input = new CaseInput(String.valueOf(file.getFileName()), file.toString(), "", content);
        try {
            RunResult result = runner.run(input, Map.of(), deadline.get());
            if (folder.isPresent()) {
                folder.get().write(file, result.files());
            }
            return new Entry(result.outcome().status(), result.outcome().message(), result.record());
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            traces.ifPresent(e::printStackTrace);
            return new Entry("Failed", Reasons.of(e), null);
        }
    }
}
