package dev.opflow.engine;

import java.util.List;

/**
 * What recomputing a solution from its voltages and dispatch alone shows.
 *
 * @param tolerance largest violation that passes: p.u. of power and voltage, radians, relative for the objective
 * @param objective recomputed cost, $/h
 * @param maxPowerMismatchPu largest active or reactive power mismatch of a bus, p.u.
 * @param maxLimitViolation largest violation of a limit: p.u., radians for angles
 * @param objectiveGap relative difference of the engine's objective from the recomputed one
 * @param violations all that exceed the tolerance, worst first
 * @param flows recomputed branch flows
 */
public record Verification(
        double tolerance,
        double objective,
        double maxPowerMismatchPu,
        double maxLimitViolation,
        double objectiveGap,
        List<Violation> violations,
        BranchFlows flows) {
    public Verification {
        violations = List.copyOf(violations);
    }

    /** Whether nothing exceeds the tolerance. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
