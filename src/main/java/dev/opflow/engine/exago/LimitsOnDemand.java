package dev.opflow.engine.exago;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.IterationHistory;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.engine.formulation.Solutions;
import dev.opflow.engine.multipliers.PriceRecovery;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Element;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Solves a case in rounds: first without limits of flows, then with those of the branches that turned out overloaded, until
 * none is. A solution without some limits that keeps them all the same is a solution with them. ExaGO writes a limit as
 * 0 &lt;= |S|^2 &lt;= rateA^2, and the needless lower bound, whose gradient vanishes without flow, would cost Ipopt hundreds
 * of iterations where most branches have a limit. Those of a DC power flow have no such bound and are all given at once.
 */
final class LimitsOnDemand {
    private static final System.Logger LOG = System.getLogger(LimitsOnDemand.class.getName());
    /** An overload of less than this is none, p.u.: below what a verification can see. */
    private static final double OVERLOAD = 1e-7;
    /** Largest excess of an angle difference that counts as kept, radians: as a verification counts. */
    private static final double ANGLE_EXCESS = 1e-6;
    /**
     * Each round goes on from the optimum of a relaxation, and so may end in a poor one. Where limits raise the cost by more
     * than this part there is a second look.
     */
    private static final double DEAR = 0.05;

    private final boolean dc;
    private final PosedCase posed;
    private final AcNetwork ac;
    private final AcOpf problem;
    private final CanonicalCase canonical;
    private final ExagoPoint point;
    private final OpflowRound round;
    private final SolveOptions options;
    private final Starts starts;
    private final Deadline deadline;
    /** Branches whose limit is given. */
    private final boolean[] rated;

    /** The last round's solution, from which the next goes on; null where it begins from a start. */
    private double @Nullable [] last;

    /** Cost of the first optimum, without limits, $/h. */
    private double relaxedCost = Double.NaN;

    private int iterations;
    private int rounds;
    /** Of the last round. */
    private IterationHistory history = IterationHistory.NONE;

    LimitsOnDemand(PosedCase posed, OpflowRound round, SolveOptions options, Deadline deadline) {
        this.posed = posed;
        this.round = round;
        this.options = options;
        this.deadline = deadline;
        dc = options.model() == SolveOptions.Model.DCOPF;
        boolean limited = !options.ignoreLineflowConstraints();
        AcNetwork plain = AcNetwork.of(posed.plain(), options.model());
        starts = new Starts(plain, options);
        canonical =
                new CanonicalCase(dc ? AcNetwork.of(DcBranches.of(plain.network(), limited), options.model()) : plain);
        point = new ExagoPoint(plain, posed, options);
        ac = posed.slacks().isEmpty() ? plain : AcNetwork.of(posed.whole(), options.model());
        problem = new AcOpf(ac, limited, posed.isFree());
        rated = new boolean[ac.branches().count()];
        // linear limits, at both sides of zero, cost little
        Arrays.fill(rated, dc);
    }

    /**
     * A local optimum.
     *
     * @param objective cost, $/h
     * @param x the point, in the order of {@link AcOpf}
     */
    private record Optimum(double objective, double[] x) {}

    EngineAnswer solve() {
        Progress progress = Progress.NONE;
        while (!deadline.isReached()) {
            OpflowRound.End end = runFromAStart();
            progress = total(end.log().progress());
            if (end.converged()) {
                Optimum optimum = optimum(end);
                relaxedCost = Double.isNaN(relaxedCost) ? optimum.objective() : relaxedCost;
                if (giveLimits() == 0) {
                    return verdict(isDear(optimum) ? cheaper(optimum) : optimum);
                }
            } else if (deadline.isReached()) {
                break;
            } else {
                EngineAnswer answer = Endings.of(end.log().exit(), progress, options.maxIterations());
                if (!isWorthAnotherTry(answer)) {
                    return answer;
                }
                LOG.log(System.Logger.Level.DEBUG, "{0} Trying otherwise.", answer);
            }
        }
        return Endings.deadlineReached(progress);
    }

    /** A run from the first start from which there is one. */
    private OpflowRound.End runFromAStart() {
        while (true) {
            try {
                double[] point = last == null ? Starts.point(problem, starts.current()) : last;
                return point == null
                        ? round.run(canonical.text(rated), starts.current(), deadline)
                        : round.run(canonical.text(rated, problem, point), Initialization.FROMFILE, deadline);
            } catch (PetscException e) {
                if (!e.isFailedStart() || deadline.isReached() || !starts.advance()) {
                    throw e;
                }
                LOG.log(System.Logger.Level.DEBUG, "{0}. Trying from {1}.", e.getMessage(), starts.current());
            }
        }
    }

    /** What a run that converged found. The problem is evaluated there, and the next run goes on from there. */
    private Optimum optimum(OpflowRound.End end) {
        double[] x = point.in(problem, end.solution());
        problem.evaluate(x);
        last = x;
        LOG.log(
                System.Logger.Level.DEBUG,
                "{0} iterations so far in {1} rounds, cost {2}",
                iterations,
                rounds,
                problem.cost());
        return new Optimum(Double.isNaN(end.objective()) ? problem.cost() : end.objective(), x);
    }

    /** Whether limits cost so much that the way by their relaxations is in doubt. */
    private boolean isDear(Optimum optimum) {
        return options.initialization() == Initialization.AUTO
                && !dc
                && optimum.objective() - relaxedCost > DEAR * Math.abs(relaxedCost);
    }

    /** The optimum found from flat voltages with the limits given so far, if it is a cheaper one. */
    private Optimum cheaper(Optimum found) {
        last = Starts.flat(problem);
        while (!deadline.isReached()) {
            OpflowRound.End end = runFromAStart();
            total(end.log().progress());
            if (!end.converged()) {
                break;
            }
            Optimum other = optimum(end);
            if (giveLimits() == 0) {
                return other.objective() < found.objective() ? other : found;
            }
        }
        return found;
    }

    /**
     * Prepares another try: from the start again if from the last solution it led nowhere, from another start, and at last
     * with all limits.
     */
    private boolean isWorthAnotherTry(EngineAnswer answer) {
        boolean wentOn = last != null;
        last = null;
        return switch (answer) {
            case Outcome.NotConverged _, Outcome.Infeasible _ when wentOn -> true;
            case Outcome.NotConverged _ -> starts.advance() || giveAllLimits();
            case Outcome.Infeasible _ -> starts.advance();
            case EngineAnswer.Converged _, Outcome.DeadlineReached _, Outcome.Refused _ -> false;
        };
    }

    /** Without limits a case may be harder than with them. Answers whether there were any left to give. */
    private boolean giveAllLimits() {
        boolean some = false;
        for (int l = 0; l < rated.length; l++) {
            boolean limited = problem.limits().ratedAt(l) >= 0 && !isIgnored(l);
            some |= limited && !rated[l];
            rated[l] |= limited;
        }
        return some;
    }

    private Progress total(Progress last) {
        iterations += last.iterations();
        rounds++;
        history = last.history();
        return new Progress(
                iterations,
                last.objective(),
                last.primalResidualPu(),
                last.dualResidual(),
                last.complementarity(),
                history);
    }

    /** Gives overloaded branches their limits; answers how many. */
    private int giveLimits() {
        int given = 0;
        for (int l = 0; l < rated.length; l++) {
            int at = problem.limits().ratedAt(l);
            if (at >= 0 && !rated[l] && !isIgnored(l)) {
                rated[l] = Math.max(problem.inequalities()[at], problem.inequalities()[at + 1]) > OVERLOAD;
                given += rated[l] ? 1 : 0;
            }
        }
        return given;
    }

    private boolean isIgnored(int branch) {
        Branch of = ac.network().branches().get(ac.branches().place()[branch]);
        return !CanonicalCase.canTell(of.rateAMva());
    }

    /** A solution of what ExaGO can express, unless it misses a limit that ExaGO can't. */
    private EngineAnswer verdict(Optimum optimum) {
        problem.evaluate(optimum.x());
        BranchData branches = ac.branches();
        for (int l = 0; l < branches.count(); l++) {
            int max = problem.limits().angmaxAt(l);
            int min = problem.limits().angminAt(l);
            if (max >= 0 && problem.inequalities()[max] > ANGLE_EXCESS) {
                return missed(l, "angmax", Math.toDegrees(problem.inequalities()[max]), "degrees");
            }
            if (min >= 0 && problem.inequalities()[min] > ANGLE_EXCESS) {
                return missed(l, "angmin", Math.toDegrees(problem.inequalities()[min]), "degrees");
            }
            int rate = problem.limits().ratedAt(l);
            if (rate >= 0 && isIgnored(l)) {
                double excess = Math.max(problem.inequalities()[rate], problem.inequalities()[rate + 1]);
                if (excess > OVERLOAD) {
                    return missed(l, "a rateA of 100000 MVA or more", excess * ac.baseMva(), "MVA");
                }
            }
        }
        int generators = ac.generators().count() - posed.slacks().size();
        return new EngineAnswer.Converged(
                posed.solution(Solutions.of(
                        problem,
                        optimum.x(),
                        optimum.objective(),
                        iterations,
                        rounds,
                        PriceRecovery.at(problem, generators, optimum.x()).orElse(null))),
                history);
    }

    private Outcome.Refused missed(int branch, String limit, double excess, String unit) {
        return new Outcome.Refused(
                Reason.INEXPRESSIBLE_CASE,
                String.format(
                        Locale.ROOT,
                        "The engine exago can't express %s, and its solution misses that of %s by %.3g %s. Solve it"
                                + " with option engine=embedded.",
                        limit,
                        Element.branch(ac.network(), ac.branches().place()[branch])
                                .label(),
                        excess,
                        unit));
    }
}
