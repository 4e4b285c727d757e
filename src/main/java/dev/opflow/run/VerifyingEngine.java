package dev.opflow.run;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;

/**
 * An engine whose solutions are verified.
 *
 * @param engine solves
 * @param options with which
 * @param tolerance of verification
 */
record VerifyingEngine(OpfEngine engine, SolveOptions options, double tolerance) {

    /** Solves a case, and verifies the solution. */
    Outcome solve(Network network, Deadline deadline) {
        return switch (engine.solve(network, options, deadline)) {
            case EngineAnswer.Converged converged -> verify(network, converged.solution());
            case Outcome outcome -> outcome;
        };
    }

    /** What a claim of a solution is worth. */
    Outcome verify(Network network, Solution solution) {
        Verification verification = Verifier.verify(network, solution, options, tolerance);
        return verification.passed()
                ? new Outcome.Solved(solution, verification)
                : new Outcome.Unverified(solution, verification);
    }
}
