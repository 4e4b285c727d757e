package dev.opflow.run;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Relief.Trial;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds out which limits are enough when they alone are changed, and to what: each is first as good as removed, which tells
 * whether it is enough at all; then the estimate is tried, and where that is too little, what is needed is enclosed.
 */
final class ReliefTrials {
    private static final int MOST = 5;
    private static final int MOST_ITERATIONS = 200;
    private static final Duration MOST_TIME = Duration.ofSeconds(5);
    /** Of the time that is left, what trials may take. */
    private static final int SHARE = 2;
    /** An estimate is tried with this much more, so that a method has room. */
    private static final double MARGIN = 1.02;
    /** Of a change, how exactly it is found. */
    private static final double CLOSE = 0.05;

    private final OpfEngine engine;
    private final SolveOptions options;
    private final double tolerance;
    private final Deadline deadline;

    /**
     * Gets ready.
     *
     * @param engine found that there is no solution
     * @param options with which
     * @param tolerance of verification
     * @param whole when the run has to end; the trials take a share of what is left
     */
    ReliefTrials(OpfEngine engine, SolveOptions options, double tolerance, Deadline whole) {
        this.engine = engine;
        this.options = options.toBuilder()
                .maxIterations(Math.min(MOST_ITERATIONS, options.maxIterations()))
                .build();
        this.tolerance = tolerance;
        Duration share = whole.remaining().dividedBy(SHARE);
        deadline = Deadline.after(share.compareTo(MOST_TIME) < 0 ? share : MOST_TIME);
    }

    /** A limit that is tried, and the best that is known of it. */
    private static final class Candidate {
        final Relieved relieved;
        final double farthest;
        final Relief estimate;
        Relief best;

        Candidate(Relieved relieved, double farthest, Relief estimate) {
            this.relieved = relieved;
            this.farthest = farthest;
            this.estimate = estimate;
            best = estimate;
        }
    }

    /** The same limits: those that are enough alone, that which has to give least first; those not tried; those not enough. */
    List<Relief> tried(Network network, List<Relief> reliefs) {
        List<Candidate> candidates = new ArrayList<>();
        List<Relief> found = new ArrayList<>();
        for (Relief relief : reliefs) {
            Relieved relieved = new Relieved(network, relief);
            if (candidates.size() < MOST && relieved.farthest().isPresent()) {
                candidates.add(new Candidate(relieved, relieved.farthest().orElseThrow(), relief));
            } else {
                found.add(relief);
            }
        }
        for (int c = 0; c < candidates.size(); c++) {
            remove(candidates.get(c), share(candidates.size() - c));
        }
        for (int c = 0; c < candidates.size(); c++) {
            if (candidates.get(c).best.trial() == Trial.ENOUGH) {
                narrow(candidates.get(c), share(candidates.size() - c));
            }
        }
        candidates.forEach(candidate -> found.add(candidate.best));
        found.sort(Comparator.comparingInt(ReliefTrials::rank).thenComparingDouble(Relief::change));
        return found;
    }

    private static int rank(Relief relief) {
        return switch (relief.trial()) {
            case ENOUGH -> 0;
            case NONE -> 1;
            case NOT_ENOUGH -> 2;
        };
    }

    private Deadline share(int parts) {
        return Deadline.after(deadline.remaining().dividedBy(parts));
    }

    private void remove(Candidate candidate, Deadline until) {
        isEnough(candidate, candidate.farthest, until);
    }

    /** Tries the estimate, then between what is not enough and what is. */
    private void narrow(Candidate candidate, Deadline until) {
        Relief estimate = candidate.estimate;
        double direction = estimate.direction();
        double low = Math.abs(estimate.relieved() - estimate.bound());
        double change = low * MARGIN;
        boolean first = true;
        while (!until.isReached()) {
            double high = Math.abs(candidate.best.relieved() - estimate.bound());
            if (!first) {
                change = Math.sqrt(low * high);
            }
            if (high - low <= CLOSE * high || change >= high) {
                return;
            }
            boolean solved = isEnough(candidate, outward(estimate.bound(), direction * change), until);
            if (solved && first) {
                return;
            }
            low = solved ? low : change;
            first = false;
        }
    }

    /** A change of a bound, to few digits and no less. */
    private static double outward(double bound, double change) {
        double value = bound + change;
        int digits = 2 + (int) Math.ceil(Math.log10(Math.max(100, Math.abs(value / change))));
        RoundingMode mode = change > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR;
        return new BigDecimal(value, new MathContext(digits, mode)).doubleValue();
    }

    /** Solves with the limit at a value; whether that is enough. */
    private boolean isEnough(Candidate candidate, double value, Deadline until) {
        if (until.isReached()) {
            return false;
        }
        Network changed = candidate.relieved.at(value);
        return switch (engine.solve(changed, options, until)) {
            case EngineAnswer.Converged converged -> {
                Verification verification = Verifier.verify(changed, converged.solution(), options, tolerance);
                if (verification.passed()) {
                    double bound = candidate.estimate.bound();
                    double used = candidate.relieved.used(converged.solution(), verification) - bound;
                    double change = value - bound;
                    boolean isLess = used * change > 0 && Math.abs(used) < Math.abs(change);
                    double met = isLess ? outward(bound, used) : value;
                    candidate.best = candidate.estimate.enough(
                            Math.abs(met - bound) < Math.abs(change) ? met : value,
                            converged.solution().objective());
                }
                yield verification.passed();
            }
            case Outcome.Infeasible infeasible -> {
                if (value == candidate.farthest) {
                    candidate.best = candidate.estimate.notEnough();
                }
                yield false;
            }
            case Outcome.NotConverged n -> false;
            case Outcome.DeadlineReached d -> false;
            case Outcome.Refused r -> false;
        };
    }
}
