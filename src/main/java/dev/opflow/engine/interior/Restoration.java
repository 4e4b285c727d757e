package dev.opflow.engine.interior;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.formulation.AcOpf;
import java.util.function.BooleanSupplier;

/**
 * Looks for a point that misses the constraints least, near where the search for an optimum is stuck: Waechter and Biegler 2006,
 * section 3.3. An {@link ElasticProblem} is solved by the same method, with a barrier parameter that only falls.
 */
final class Restoration {
    /** How it ended. */
    enum End {
        /** The search for an optimum can go on from here. */
        ACCEPTABLE,
        /** All constraints are met, though not at a point that the search would have gone on from. */
        MET,
        /** No way leads to a smaller violation from here. */
        STATIONARY,
        ITERATION_LIMIT,
        DEADLINE,
        /** No step lowers the violation, though it is not stationary as far as can be told. */
        STALLED
    }

    private static final double KAPPA_EPSILON = 10;
    private static final double KAPPA_MU = 0.1;
    private static final double LEAST_TAU = 0.99;
    private static final double LEAST_MU = 1e-11;
    /** Part of the violation by which it could still fall, to first order and nearby, at a point that is taken for stationary. */
    private static final double PROVEN = 1e-2;
    /** The same after many iterations. */
    private static final double ROUGHLY_PROVEN = 0.05;

    private static final int PATIENCE = 60;
    /** Part of a violation that remains where it has clearly fallen. */
    private static final double CLEARLY_LESS = 0.99;
    /** The same as {@link #PROVEN} where nothing is left to be made more exact. */
    private static final double FINE = 1e-4;
    /** Iterations after a proof that are spent on that; where all is linear, they are few anyway. */
    private static final int REFINEMENTS = 10;

    private static final double NEAR = 0.1;

    private final AcOpf problem;
    private final Deadline deadline;
    private final ElasticProblem elastic;
    private final LeastViolation violation;
    private final LineSearch lineSearch;
    /** Least violation so far that was a clear fall, and when. */
    private double leastViolation;

    private int fellAt;
    private double mu;
    private int iterations;

    Restoration(AcOpf problem, Bounds bounds, Barrier barrier, KktSystem kkt, Deadline deadline) {
        this.problem = problem;
        this.deadline = deadline;
        elastic = new ElasticProblem(problem, bounds, barrier, kkt);
        violation = new LeastViolation(problem, bounds, elastic.point());
        lineSearch = new LineSearch(elastic, deadline::isReached);
    }

    /** Its last point; the multipliers are prices of the violation. */
    Iterate point() {
        return elastic.point();
    }

    /** Iterations of the last run. */
    int iterations() {
        return iterations;
    }

    /**
     * Runs to an end; the problem's values are then those at the last point.
     *
     * @param from where to begin: inside the bounds, and the problem's last evaluation
     * @param outerMu barrier parameter of the search for an optimum
     * @param acceptable whether that search can go on from this point, the problem's last evaluation
     * @param maxIterations most iterations
     */
    End run(double[] from, double outerMu, BooleanSupplier acceptable, int maxIterations) {
        mu = Math.max(LEAST_MU, Math.max(outerMu, Diagnosis.worst(problem)) / ElasticProblem.RHO);
        elastic.start(from, mu);
        lineSearch.start(violation.sum());
        leastViolation = Double.POSITIVE_INFINITY;
        int provenAt = -1;
        for (iterations = 0; ; iterations++) {
            if (iterations > 0 && acceptable.getAsBoolean()) {
                return End.ACCEPTABLE;
            }
            boolean solved = elastic.error(mu) <= KAPPA_EPSILON * mu;
            double all = violation.sum();
            double fall = violation.possibleFall(NEAR);
            if (provenAt < 0 && fall <= (iterations < PATIENCE ? PROVEN : ROUGHLY_PROVEN) * all) {
                provenAt = iterations;
            }
            if ((solved && mu <= LEAST_MU) || fall <= FINE * all || isRefined(provenAt)) {
                return end();
            }
            if (deadline.isReached()) {
                return provenAt < 0 ? End.DEADLINE : end();
            }
            if (iterations >= maxIterations) {
                return provenAt < 0 ? End.ITERATION_LIMIT : end();
            }
            if (solved) {
                lower();
            }
            if (isStuck(all) || !advances()) {
                return provenAt >= 0 ? end() : deadline.isReached() ? End.DEADLINE : End.STALLED;
            }
        }
    }

    /** Lowers the barrier parameter for as long as its problem is solved well enough already. */
    private void lower() {
        while (mu > LEAST_MU && elastic.error(mu) <= KAPPA_EPSILON * mu) {
            mu = Math.max(LEAST_MU, KAPPA_MU * mu);
        }
        lineSearch.forget();
    }

    private boolean advances() {
        if (elastic.factor(mu) && lineSearch.search(mu, tau())) {
            elastic.safeguard(mu);
            return true;
        }
        if (deadline.isReached() || elastic.infeasibility() <= mu) {
            return false;
        }
        // what is elastic has its own best values for any x, and no constraint a residual then
        elastic.relax(mu);
        lineSearch.forget();
        return elastic.factor(mu) && lineSearch.search(mu, tau());
    }

    private double tau() {
        return Math.max(LEAST_TAU, 1 - ElasticProblem.RHO * mu);
    }

    /** Whether the violation has not clearly fallen for long: more iterations would not change it. */
    private boolean isStuck(double sum) {
        if (sum < CLEARLY_LESS * leastViolation) {
            leastViolation = sum;
            fellAt = iterations;
        }
        return iterations >= fellAt + 2 * PATIENCE;
    }

    /** Whether enough was done after the proof to make the amounts that are missed more exact. */
    private boolean isRefined(int provenAt) {
        return provenAt >= 0 && iterations >= provenAt + (problem.isLinear() ? PATIENCE : REFINEMENTS);
    }

    private End end() {
        return Diagnosis.worst(problem) > Diagnosis.FORGIVEN ? End.STATIONARY : End.MET;
    }
}
