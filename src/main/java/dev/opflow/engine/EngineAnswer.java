package dev.opflow.engine;

/**
 * What an engine may answer. It can claim a solution but not call it {@link Outcome.Solved}: that word takes an independent
 * verification.
 */
public sealed interface EngineAnswer
        permits EngineAnswer.Converged,
                Outcome.Infeasible,
                Outcome.NotConverged,
                Outcome.DeadlineReached,
                Outcome.Refused {

    /** The engine's own criteria were met. */
    record Converged(Solution solution) implements EngineAnswer {}
}
