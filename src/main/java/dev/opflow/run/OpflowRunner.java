package dev.opflow.run;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.SolveOptions;
import java.util.List;
import java.util.Map;

/** Runs cases: bytes and options in, outcome and result files out. */
public final class OpflowRunner {
    private final List<OpfEngine> engines;
    private final SolveOptions defaults;

    /**
     * Makes a runner.
     *
     * @param engines the engines there are, most preferred first
     * @param defaults options where a run says nothing
     */
    public OpflowRunner(List<OpfEngine> engines, SolveOptions defaults) {
        this.engines = List.copyOf(engines);
        this.defaults = defaults;
    }

    /**
     * Runs one case. Whatever is wrong with the case or the options is an outcome, not an exception.
     *
     * @param input the case
     * @param optionTexts options by name that differ from the defaults
     * @param deadline when to give up solving; writing files comes after it
     */
    public RunResult run(CaseInput input, Map<String, String> optionTexts, Deadline deadline) {
        throw new UnsupportedOperationException("being written");
    }
}
