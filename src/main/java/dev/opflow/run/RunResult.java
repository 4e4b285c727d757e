package dev.opflow.run;

import dev.opflow.engine.Outcome;
import dev.opflow.report.Billing;
import dev.opflow.report.RunRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param record all there is to tell
 */
public record RunResult(RunRecord record) {
    /** Every file that some result has, in the order they are written. A result leaves none of an earlier one in place. */
    public static final List<String> FILE_NAMES = List.of(
            ResultFiles.SOLVED_CASE,
            ResultFiles.BUSES,
            ResultFiles.GENERATORS,
            ResultFiles.BRANCHES,
            ResultFiles.DC_LINES,
            ResultFiles.RELAXED_CASE,
            ResultFiles.REPORT,
            ResultFiles.RESULT_JSON);

    /** How the case ended. */
    public Outcome outcome() {
        return record.outcome();
    }

    /**
     * The result's files, made on each call, in the order they are to be written: result.json last, its presence says that the
     * rest is there.
     */
    public List<ResultFile> files() {
        return files(null);
    }

    /**
     * The same.
     *
     * @param billing what the run has cost so far, for its report to tell; null where nobody is billed
     */
    public List<ResultFile> files(@Nullable Billing billing) {
        return ResultFiles.of(record, billing);
    }
}
