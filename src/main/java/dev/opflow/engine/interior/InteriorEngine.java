package dev.opflow.engine.interior;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.engine.formulation.Prices;
import dev.opflow.engine.formulation.Solutions;
import dev.opflow.grid.Network;
import dev.opflow.sparse.BlockLdl;
import dev.opflow.sparse.SymbolicFactor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The embedded engine. It has no state: several threads may solve at once. */
public final class InteriorEngine implements OpfEngine {
    /** The version in results; it changes when the same case may give other digits. */
    private static final String VERSION = "1";
    /** The method aims well below the tolerance that is asked for, so that rounding never fails a verification. */
    private static final double MARGIN = 1e-2;
    /** Largest violation of a solution, p.u., however loose the tolerance: what verifications are usually made with, less a hair. */
    private static final double LARGEST_VIOLATION = 0.9e-6;

    /** Of memory, what the factors may take: those of the start and of the method are there at once, and there is more. */
    private static final int SHARES_OF_MEMORY = 3;

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public Optional<String> absence() {
        return Optional.empty();
    }

    @Override
    public List<Inexpressible> inexpressible(Network network, SolveOptions options) {
        return Expressibility.missing(network, options);
    }

    @Override
    public EngineAnswer solve(Network network, SolveOptions options, Deadline deadline) {
        List<Inexpressible> missing = inexpressible(network, options);
        if (!missing.isEmpty()) {
            return new Outcome.Refused(
                    Outcome.Refused.Reason.INEXPRESSIBLE_CASE,
                    "The engine embedded can't express: " + Inexpressible.list(missing) + ".");
        }
        if (deadline.isReached()) {
            return new Outcome.DeadlineReached("The deadline was reached before the solve began.", Progress.NONE);
        }
        PosedCase posed = new PosedCase(network, options);
        AcNetwork ac = AcNetwork.of(posed.whole(), options.model());
        Optional<Outcome.Infeasible> shortage = Shortage.of(ac, network);
        if (shortage.isPresent()) {
            return shortage.get();
        }
        if (deadline.isReached()) {
            return tooSoon();
        }
        long mostBlocks = Runtime.getRuntime().maxMemory() / BlockLdl.BYTES_PER_BLOCK / SHARES_OF_MEMORY;
        Optional<SymbolicFactor> symbolic = SymbolicFactor.of(ac.graph(), mostBlocks, deadline::isReached);
        if (symbolic.isPresent()) {
            return solve(posed, ac, symbolic.get(), options, deadline);
        }
        return deadline.isReached()
                ? tooSoon()
                : new Outcome.NotConverged(
                        "The network is so meshed that its factors have more than " + mostBlocks
                                + " blocks, and do not fit into memory. Allow more memory.",
                        Progress.NONE);
    }

    private static EngineAnswer solve(
            PosedCase posed, AcNetwork ac, SymbolicFactor symbolic, SolveOptions options, Deadline deadline) {
        boolean limited = !options.ignoreLineflowConstraints();
        AcOpf problem = new AcOpf(ac, limited, posed.isFree());
        if (deadline.isReached()) {
            return tooSoon();
        }
        double[] start = StartingPoint.of(problem, symbolic, options.initialization(), deadline::isReached);
        if (options.initialization() == SolveOptions.Initialization.DCOPF) {
            AcOpf linear = new AcOpf(AcNetwork.of(ac.network(), SolveOptions.Model.DCOPF), limited, posed.isFree());
            InteriorPoint first = method(linear, symbolic, options.maxIterations(), options, deadline);
            InteriorPoint.End end = first.run(
                    StartingPoint.of(linear, symbolic, SolveOptions.Initialization.AUTO, deadline::isReached));
            if (end == InteriorPoint.End.CONVERGED) {
                StartingPoint.take(problem, linear, first.point().x(), start);
            }
        }
        int spent = 0;
        if (options.initialization() == SolveOptions.Initialization.FROMFILE && WarmStart.isNear(problem, start)) {
            int most = Math.min(WarmStart.MOST_ITERATIONS, options.maxIterations());
            InteriorPoint near = method(problem, symbolic, most, options, deadline);
            InteriorPoint.End end = near.resume(start);
            spent = near.iterations();
            if (isEnd(end, spent, options)) {
                return answer(end, near, problem, posed, options, 0);
            }
        }
        InteriorPoint method = method(problem, symbolic, options.maxIterations(), options, deadline);
        if (deadline.isReached()) {
            return tooSoon();
        }
        InteriorPoint.End end = method.run(start);
        EngineAnswer answer = answer(end, method, problem, posed, options, spent);
        return isFinal(end, options)
                ? answer
                : fromFlatStart(problem, posed, symbolic, options, deadline, spent + method.iterations())
                        .orElse(answer);
    }

    /** Whether what a run from a point near a solution came to is an end, and not worth the ordinary way. */
    private static boolean isEnd(InteriorPoint.End end, int iterations, SolveOptions options) {
        return switch (end) {
            case CONVERGED, DEADLINE -> true;
            case ITERATION_LIMIT, INFEASIBLE, STALLED, LOST -> iterations >= options.maxIterations();
        };
    }

    private static Outcome.DeadlineReached tooSoon() {
        return new Outcome.DeadlineReached(
                "The deadline was reached before the first iteration. Allow more time.", Progress.NONE);
    }

    /** Whether another start is not worth a try: for a network that can be linear, or a start that was asked for. */
    private static boolean isFinal(InteriorPoint.End end, SolveOptions options) {
        return switch (end) {
            case CONVERGED, DEADLINE -> true;
            case INFEASIBLE, STALLED, LOST, ITERATION_LIMIT -> !hasSecondStart(options);
        };
    }

    private static boolean hasSecondStart(SolveOptions options) {
        return options.model() != SolveOptions.Model.DCOPF
                && options.initialization() == SolveOptions.Initialization.AUTO;
    }

    /** Stationary is not more than a local property: from elsewhere there may be a way. */
    private static Optional<EngineAnswer> fromFlatStart(
            AcOpf problem,
            PosedCase posed,
            SymbolicFactor symbolic,
            SolveOptions options,
            Deadline deadline,
            int spent) {
        InteriorPoint method = method(problem, symbolic, options.maxIterations(), options, deadline);
        double[] start =
                StartingPoint.of(problem, symbolic, SolveOptions.Initialization.FLATSTART, deadline::isReached);
        return method.run(start) == InteriorPoint.End.CONVERGED
                ? Optional.of(new EngineAnswer.Converged(
                        posed.solution(solution(problem, method, spent)),
                        method.progress().history()))
                : Optional.empty();
    }

    private static InteriorPoint method(
            AcOpf problem, SymbolicFactor symbolic, int maxIterations, SolveOptions options, Deadline deadline) {
        problem.forgiveNothing();
        return new InteriorPoint(
                problem,
                symbolic,
                target(
                        Math.max(SolveOptions.LEAST_TOLERANCE, options.tolerance() * MARGIN),
                        LARGEST_VIOLATION * MARGIN),
                target(options.tolerance(), LARGEST_VIOLATION),
                maxIterations,
                deadline);
    }

    private static Target target(double tolerance, double largestViolation) {
        return new Target(Math.min(tolerance, largestViolation), tolerance, tolerance, tolerance);
    }

    /** The answer is given only where the second start, if there is one, led to no solution. */
    private static String anotherStart(SolveOptions options) {
        return hasSecondStart(options)
                ? " A flat start came to no solution either."
                : " Another start may help (option initialization).";
    }

    /** @param spent iterations of a run before */
    private static EngineAnswer answer(
            InteriorPoint.End end,
            InteriorPoint method,
            AcOpf problem,
            PosedCase posed,
            SolveOptions options,
            int spent) {
        Progress progress = method.progress().after(spent);
        return switch (end) {
            case CONVERGED ->
                new EngineAnswer.Converged(posed.solution(solution(problem, method, spent)), progress.history());
            case DEADLINE ->
                new Outcome.DeadlineReached(
                        "The deadline was reached after " + progress.iterations()
                                + (progress.iterations() == 1 ? " iteration" : " iterations") + left(progress)
                                + " Allow more time.",
                        progress);
            case ITERATION_LIMIT ->
                new Outcome.NotConverged(
                        "No solution within " + options.maxIterations() + " iterations (option max_iterations)"
                                + left(progress) + anotherStart(options),
                        progress);
            case INFEASIBLE -> infeasible(method, problem, posed, progress);
            case STALLED ->
                new Outcome.NotConverged(
                        "No step improves on the point that " + progress.iterations()
                                + " iterations led to, which meets the limits and is not optimal yet" + left(progress)
                                + anotherStart(options),
                        progress);
            case LOST ->
                new Outcome.NotConverged(
                        "No step lowers the violation of limits any more after " + progress.iterations()
                                + " iterations, though that may not be the least" + left(progress)
                                + anotherStart(options),
                        progress);
        };
    }

    private static Outcome.Infeasible infeasible(
            InteriorPoint method, AcOpf problem, PosedCase posed, Progress progress) {
        Iterate point = method.leastViolation();
        Diagnosis diagnosis = new Diagnosis(problem, point, posed.original());
        double[] x = clipped(problem, point.x());
        Solution nearest = Solutions.of(problem, x, problem.cost(), progress.iterations(), 1, null);
        return new Outcome.Infeasible(
                diagnosis.message(), diagnosis.violations(), diagnosis.reliefs(), posed.solution(nearest), progress);
    }

    private static Solution solution(AcOpf problem, InteriorPoint method, int spent) {
        // before the values of another point take the place of those that they belong to
        Prices prices = method.prices();
        double[] x = clipped(problem, method.point().x());
        problem.evaluate(x);
        return Solutions.of(problem, x, problem.cost(), spent + method.iterations(), spent == 0 ? 1 : 2, prices);
    }

    /** The point within its true bounds; the barrier's were relaxed by a hair. */
    private static double[] clipped(AcOpf problem, double[] point) {
        double[] x = point.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(problem.lower()[i], Math.min(problem.upper()[i], x[i]));
        }
        return x;
    }

    private static String left(Progress progress) {
        return String.format(
                Locale.ROOT,
                "; the largest remaining violation is %.3g p.u., the residual of optimality %.3g.",
                progress.primalResidualPu(),
                progress.dualResidual());
    }
}
