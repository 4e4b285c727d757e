package dev.opflow.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What recomputing a solution from its voltages and dispatch alone shows.
 *
 * @param tolerance largest violation that passes: p.u. of power and voltage, radians, relative for the objective
 * @param objective recomputed cost, $/h
 * @param maxPowerMismatchPu largest active or reactive power mismatch of a bus, p.u.
 * @param maxLimitViolation largest violation of a limit: p.u., radians for angles
 * @param objectiveGap relative difference of the engine's objective from the recomputed one
 * @param optimality what prices prove; null where there are none, or none that are modelled
 * @param violations all that exceed the tolerance, worst first
 * @param flows recomputed branch flows
 */
public record Verification(
        double tolerance,
        double objective,
        double maxPowerMismatchPu,
        double maxLimitViolation,
        double objectiveGap,
        @Nullable Optimality optimality,
        List<Violation> violations,
        BranchFlows flows) {
    public Verification {
        violations = List.copyOf(violations);
    }

    /**
     * How far prices are from proving a solution locally optimal, per unit of power at the largest price, which is that of
     * active or reactive power or a marginal cost.
     *
     * @param stationarity largest slope of cost plus prices times constraints by a voltage (p.u., radian) or an output (p.u.)
     * @param complementarity largest product of a limit's price and the distance from it
     */
    public record Optimality(double stationarity, double complementarity) {}

    /** Whether nothing exceeds the tolerance. */
    public boolean passed() {
        return violations.isEmpty();
    }
}
