package dev.opflow.run;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Relief.Trial;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Network;
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

    private final VerifyingEngine engine;
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
        SolveOptions few = options.toBuilder()
                .maxIterations(Math.min(MOST_ITERATIONS, options.maxIterations()))
                .build();
        this.engine = new VerifyingEngine(engine, few, tolerance);
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

    /** The same limits: those that are enough alone, that with the least effort first; those not tried; those not enough. */
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
            Candidate candidate = candidates.get(c);
            isEnough(candidate, candidate.farthest, share(candidates.size() - c));
        }
        for (int c = 0; c < candidates.size(); c++) {
            if (candidates.get(c).best.trial() == Trial.ENOUGH) {
                narrow(candidates.get(c), share(candidates.size() - c));
            }
        }
        candidates.forEach(candidate -> found.add(candidate.best));
        found.sort(Comparator.comparingInt(ReliefTrials::rank).thenComparingDouble(Relief::effort));
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
            boolean solved = isEnough(candidate, Relief.outward(estimate.bound(), direction * change), until);
            if (solved && first) {
                return;
            }
            low = solved ? low : change;
            first = false;
        }
    }

    /** Solves with the limit at a value; whether that is enough. */
    private boolean isEnough(Candidate candidate, double value, Deadline until) {
        if (until.isReached()) {
            return false;
        }
        Outcome outcome = engine.solve(candidate.relieved.at(value), until);
        if (outcome instanceof Outcome.Solved solved) {
            double met = met(candidate, value, solved);
            candidate.best = candidate.estimate.enough(met, solved.solution().objective());
            return true;
        }
        if (outcome instanceof Outcome.Infeasible && value == candidate.farthest) {
            candidate.best = candidate.estimate.notEnough();
        }
        return false;
    }

    /** What the limit may be for a solution to meet it: less than it was allowed, where it made use of less. */
    private static double met(Candidate candidate, double value, Outcome.Solved solved) {
        double bound = candidate.estimate.bound();
        double used = candidate.relieved.used(solved.solution(), solved.verification()) - bound;
        double met = used * (value - bound) > 0 ? Relief.outward(bound, used) : value;
        return Math.abs(met - bound) < Math.abs(value - bound) ? met : value;
    }
}
