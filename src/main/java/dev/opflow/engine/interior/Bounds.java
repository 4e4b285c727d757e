package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;

/**
 * Bounds of the variables as a barrier sees them: relaxed by a hair, so that there always is an inside; variables whose bounds
 * coincide are fixed, that is, no variables.
 *
 * @param lower lower bounds
 * @param upper upper bounds
 * @param fixed whether a variable is fixed, at the value of its lower bound
 */
record Bounds(double[] lower, double[] upper, boolean[] fixed) {
    /** Relative relaxation, as in Ipopt ({@code bound_relax_factor}); far below any verification tolerance. */
    private static final double RELAXATION = 1e-12;
    /** Bounds closer than this, p.u., fix a variable. */
    static final double COINCIDENT = 1e-9;
    /** Distance kept from a bound at a start, usually. */
    static final double PUSH = 1e-2;

    static Bounds of(AcOpf problem) {
        int n = problem.variables();
        double[] lower = problem.lower().clone();
        double[] upper = problem.upper().clone();
        boolean[] fixed = new boolean[n];
        for (int i = 0; i < n; i++) {
            if (upper[i] - lower[i] <= COINCIDENT) {
                fixed[i] = true;
                lower[i] = (lower[i] + upper[i]) / 2;
                upper[i] = lower[i];
            } else {
                lower[i] -= RELAXATION * Math.max(1, Math.abs(lower[i]));
                upper[i] += RELAXATION * Math.max(1, Math.abs(upper[i]));
            }
        }
        return new Bounds(lower, upper, fixed);
    }

    boolean hasLower(int i) {
        return !fixed[i] && lower[i] > Double.NEGATIVE_INFINITY;
    }

    boolean hasUpper(int i) {
        return !fixed[i] && upper[i] < Double.POSITIVE_INFINITY;
    }

    /** A value near the given one and well inside the bounds of variable i. */
    double inside(int i, double value) {
        return inside(i, value, PUSH);
    }

    /** @param push distance kept from a bound, relative to it, and as a part of the interval */
    double inside(int i, double value, double push) {
        if (fixed[i]) {
            return lower[i];
        }
        double width = upper[i] - lower[i];
        double least = hasLower(i) ? lower[i] + push * Math.min(Math.max(1, Math.abs(lower[i])), width) : lower[i];
        double most = hasUpper(i) ? upper[i] - push * Math.min(Math.max(1, Math.abs(upper[i])), width) : upper[i];
        return Math.max(least, Math.min(most, value));
    }
}
