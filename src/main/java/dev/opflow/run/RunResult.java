package dev.opflow.run;

import dev.opflow.engine.Outcome;
import dev.opflow.report.RunRecord;
import java.util.List;

/**
 * How a run ended and what it leaves.
 *
 * @param record all there is to tell
 * @param files the result's files, in the order they are to be written: result.json last, its presence says that the rest is
 *     there
 */
public record RunResult(RunRecord record, List<ResultFile> files) {
    public RunResult {
        files = List.copyOf(files);
    }

    /** How the case ended. */
    public Outcome outcome() {
        return record.outcome();
    }
}
