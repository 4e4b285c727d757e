package dev.opflow.engine.exago;

import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What Ipopt's ways to end without a solution mean. */
final class Endings {
    private Endings() {}

    static Outcome.DeadlineReached deadlineReached(Progress progress) {
        return new Outcome.DeadlineReached(
                progress.iterations() == 0
                        ? "The deadline was reached before the first iteration."
                        : "The deadline was reached after " + progress.iterations() + " iterations" + left(progress)
                                + " Allow more time.",
                progress);
    }

    /** @param grace how long after the deadline it was waited for */
    static Outcome.DeadlineReached stuck(Duration grace) {
        return new Outcome.DeadlineReached(
                "The deadline was reached, and " + grace.toSeconds() + " s later ExaGO was still at work. It can't be"
                        + " interrupted, so this process solves nothing"
                        + " more with it. Allow more time, or solve the"
                        + " case with option engine=embedded.",
                Progress.NONE);
    }

    static Outcome.NotConverged iterationLimit(int maxIterations, Progress progress) {
        return new Outcome.NotConverged(
                "No solution within " + maxIterations + " iterations (option max_iterations)" + left(progress),
                progress);
    }

    /**
     * The answer to an end that is not optimal.
     *
     * @param exit Ipopt's words
     */
    static EngineAnswer of(String exit, Progress progress, int maxIterations) {
        return switch (exit) {
            case "Converged to a point of local infeasibility. Problem may be infeasible." ->
                new Outcome.Infeasible(
                        "Near where ExaGO arrived, no point meets all limits" + left(progress)
                                + " The case is infeasible, or needs another start (option initialization).",
                        List.of(),
                        progress);
            case "Problem has only fixed variables and constraints are infeasible." ->
                new Outcome.Infeasible(
                        "All that could be chosen is fixed, and so some limits are missed" + left(progress),
                        List.of(),
                        progress);
            case "Maximum CPU time exceeded." -> deadlineReached(progress);
            case "Maximum Number of Iterations Exceeded." -> iterationLimit(maxIterations, progress);
            case "Solved To Acceptable Level." ->
                notConverged("it stopped near a solution, short of the tolerance that was asked for", progress);
            case "Search Direction is becoming Too Small.",
                    "Iterates diverging; problem might be unbounded.",
                    "Restoration Failed!",
                    "Error in step computation (regularization becomes too large?)!",
                    "Error in step computation!",
                    "Problem has too few degrees of freedom.",
                    "Not enough memory.",
                    "Invalid number in NLP function or derivative detected." ->
                notConverged("in Ipopt's words: " + exit, progress);
            default -> notConverged("and ends with words that are not known: " + exit, progress);
        };
    }

    private static Outcome.NotConverged notConverged(String reason, Progress progress) {
        return new Outcome.NotConverged(
                "ExaGO gave up after " + progress.iterations() + " iterations, " + reason + left(progress)
                        + " The case may be infeasible, or need another start (option initialization).",
                progress);
    }

    private static String left(Progress progress) {
        return Double.isNaN(progress.primalResidualPu())
                ? "."
                : String.format(
                        Locale.ROOT,
                        "; the largest remaining violation is %.3g p.u., the residual of optimality %.3g.",
                        progress.primalResidualPu(),
                        progress.dualResidual());
    }
}
