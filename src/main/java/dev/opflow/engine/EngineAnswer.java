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

    /**
     * The engine's own criteria were met.
     *
     * @param solution what it claims
     * @param history the points it came by
     */
    record Converged(Solution solution, IterationHistory history) implements EngineAnswer {
        /** A solution of which it is not known how it was come by. */
        public Converged(Solution solution) {
            this(solution, IterationHistory.NONE);
        }
    }

    /** The points that the engine came by, as far as it tells. */
    default IterationHistory history() {
        return switch (this) {
            case Converged converged -> converged.history;
            case Outcome.Infeasible infeasible -> infeasible.progress().history();
            case Outcome.NotConverged notConverged -> notConverged.progress().history();
            case Outcome.DeadlineReached deadlineReached ->
                deadlineReached.progress().history();
            case Outcome.Refused _ -> IterationHistory.NONE;
        };
    }
}
