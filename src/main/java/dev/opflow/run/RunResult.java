package dev.opflow.run;

import dev.opflow.engine.Outcome;
import java.util.List;

/**
 * How a run ended and what it leaves.
 *
 * @param outcome how the case ended
 * @param summary the figures of the run
 * @param files the result's files, in the order they are to be written: result.json last, its presence says that the rest is
 *     there
 */
public record RunResult(Outcome outcome, RunSummary summary, List<ResultFile> files) {
    public RunResult {
        files = List.copyOf(files);
    }
}
