package dev.opflow.run;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Network;
import dev.opflow.report.RelaxedCase;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a case that has a solution of one that has none, and solves it to know.
 *
 * @param engine found that there is none
 * @param options with which
 * @param tolerance of verification
 * @param deadline when to give up solving
 */
record Relaxing(OpfEngine engine, SolveOptions options, double tolerance, Deadline deadline) {

    /** How often what is missed then may be allowed too. */
    private static final int ROUNDS = 5;
    /** Below this, p.u. or radians, nothing is missed: it is round-off of a method. */
    private static final double ROUND_OFF = 1e-6;
    /** A change that is smaller, p.u. or radians, is made only where there is no solution without. */
    private static final double SMALL = 1e-3;
    /** What people would change; all that is missed; and more where a method finds too little room in that. */
    private static final List<Relaxation.Manner> MANNERS = List.of(
            new Relaxation.Manner(0.01, SMALL, true),
            new Relaxation.Manner(0.01, ROUND_OFF, false),
            new Relaxation.Manner(0.1, ROUND_OFF, false));

    /** The relaxed case; nothing where the engine tells of no point that is near to be feasible. */
    Optional<RelaxedCase> relaxed(Network network, Outcome.Infeasible infeasible) {
        if (infeasible.nearest() != null) {
            return Optional.of(relaxed(network, infeasible.nearest(), infeasible.violations()));
        }
        // proven without a point, or by an engine that has none to tell
        return infeasible.violations().isEmpty() ? Optional.empty() : shed(network);
    }

    /** From a point that serves as much demand as can be. */
    private Optional<RelaxedCase> shed(Network network) {
        SolveOptions shedding = options.toBuilder()
                .objective(SolveOptions.Objective.NO_OBJ)
                .includeLoadlossVariables(true)
                .build();
        return switch (engine.solve(network, shedding, deadline)) {
            case EngineAnswer.Converged converged -> Optional.of(relaxed(network, converged.solution(), List.of()));
            case Outcome.Infeasible still ->
                Optional.ofNullable(still.nearest()).map(point -> relaxed(network, point, still.violations()));
            case Outcome.NotConverged n -> Optional.empty();
            case Outcome.DeadlineReached d -> Optional.empty();
            case Outcome.Refused r -> Optional.empty();
        };
    }

    private RelaxedCase relaxed(Network given, Solution point, List<Violation> missed) {
        RelaxedCase best = null;
        for (Relaxation.Manner manner : MANNERS) {
            boolean isFew = manner.leastPu() == SMALL;
            RelaxedCase relaxed =
                    solved(given, Relaxation.of(given, point, missed, manner), manner, isFew ? 1 : ROUNDS);
            if (relaxed.isSolved()) {
                return relaxed;
            }
            // where none is solved, that which allows what is missed and no more
            best = best == null || manner.equals(MANNERS.get(1)) ? relaxed : best;
        }
        return Objects.requireNonNull(best);
    }

    /** Solves a relaxed case; where the changes have brought forth that something else is missed, that is allowed too. */
    private RelaxedCase solved(Network given, Network relaxed, Relaxation.Manner manner, int rounds) {
        if (deadline.isReached()) {
            return RelaxedCase.unsolved(given, relaxed, "Not checked: no time was left to solve it.");
        }
        return switch (new VerifyingEngine(engine, options, tolerance).solve(relaxed, deadline)) {
            case Outcome.Solved solved ->
                RelaxedCase.solved(given, relaxed, solved.solution().objective());
            case Outcome.Infeasible still
            when rounds > 1 && still.nearest() != null ->
                solved(given, Relaxation.of(relaxed, still.nearest(), still.violations(), manner), manner, rounds - 1);
            case Outcome.Unverified unverified -> RelaxedCase.unsolved(given, relaxed, unverified.message());
            case Outcome outcome ->
                RelaxedCase.unsolved(given, relaxed, "Not solved: " + outcome.status() + ". " + outcome.message());
        };
    }
}
