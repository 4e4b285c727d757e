package dev.opflow.engine.interior;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.IterationHistory;
import dev.opflow.engine.Progress;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.Prices;
import dev.opflow.sparse.SymbolicFactor;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A primal-dual interior-point method with a filter line search and second-order corrections, after A. Waechter and L. T.
 * Biegler, "On the implementation of an interior-point filter line-search algorithm for large-scale nonlinear programming",
 * Math. Program. 106 (2006) 25-57; names and constants are that paper's.
 */
final class InteriorPoint {
    /** How a run ended. */
    enum End {
        CONVERGED,
        ITERATION_LIMIT,
        DEADLINE,
        /** The point is stationary for the violation of constraints. */
        INFEASIBLE,
        /** The constraints are met, but no step leads on to an optimum. */
        STALLED,
        /** No step lowers the violation of constraints, though it is not stationary as far as can be told. */
        LOST
    }

    private static final double LEAST_TAU = 0.99;
    /** Iterations after which a violation of constraints that was not reduced by this factor calls for a restoration. */
    private static final int LONG = 20;

    private static final double LESS = 0.9;
    /** The same of the barrier parameter. */
    private static final double MUCH_LESS = 0.2;
    /** Points that reached what is enough, after which a run is not waited for to come further. */
    private static final int MANY = 5;
    /** Multiples of it, but for their whole part, are all different, and spread evenly. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;
    /** By how much outputs are parted at a start, in parts of what is between their limits: anything else that parts them is to count more. */
    private static final double APART = 1e-3;

    /** Multiple of the least violation that is let pass. */
    private static final double AMPLY = 1.1;
    /** At most, in parts of what passes: the aim needs the rest. */
    private static final double FORGIVING = 0.95;

    private final AcOpf problem;
    private final Target aim;
    private Target enough;
    private final int maxIterations;
    private final Deadline deadline;
    private final Bounds bounds;
    private final Barrier barrier;
    private final BarrierParameter parameter;
    private final Residuals residuals;
    private final KktSystem kkt;
    private final NewtonStep step;
    private final OptimumProblem optimum;
    private final LineSearch lineSearch;
    private final Iterate point;
    private final Weights weights;
    /** The step at the present point and barrier parameter. */
    private final Runnable newton;

    /** Made when it is needed for the first time: most runs never do. */
    private @Nullable Restoration restoration;

    private double crawlPrimal = Double.POSITIVE_INFINITY;
    private double crawlMu = Double.POSITIVE_INFINITY;
    private int crawlSince;
    private int timesEnough;
    private boolean recentred;
    private int iterations;
    private final IterationHistory.Recorder history = new IterationHistory.Recorder();

    /**
     * Prepares a run.
     *
     * @param problem what to minimise
     * @param symbolic order of elimination of its network's graph
     * @param aim what to reach
     * @param enough what a run has to have reached that comes no further
     * @param maxIterations iterations after which to give up
     * @param deadline when to give up
     */
    InteriorPoint(
            AcOpf problem, SymbolicFactor symbolic, Target aim, Target enough, int maxIterations, Deadline deadline) {
        this.problem = problem;
        this.aim = aim;
        this.enough = enough;
        this.maxIterations = maxIterations;
        this.deadline = deadline;
        bounds = Bounds.of(problem);
        barrier = new Barrier(bounds, problem.isLinear());
        parameter = new BarrierParameter(barrier, aim.complementarity());
        residuals = new Residuals(problem, bounds, barrier);
        kkt = new KktSystem(problem, bounds, symbolic, deadline::isReached);
        int n = problem.variables();
        int inequalities = problem.inequalities().length;
        point = Iterate.sized(n, problem.balance().length, inequalities);
        weights = Weights.sized(n, problem.balance().length, inequalities);
        step = new NewtonStep(problem, bounds, barrier, kkt, point);
        optimum = new OptimumProblem(problem, barrier, step, point, weights);
        lineSearch = new LineSearch(optimum, deadline::isReached);
        newton = () -> step.compute(weights.inequality(), parameter.value());
    }

    Iterate point() {
        return point;
    }

    /** The point of least violation, with its multipliers, of a run that ended {@link End#INFEASIBLE}. */
    Iterate leastViolation() {
        return Objects.requireNonNull(restoration).point();
    }

    int iterations() {
        return iterations;
    }

    Progress progress() {
        return new Progress(
                iterations,
                problem.cost(),
                residuals.primal(),
                residuals.dual(),
                residuals.complementarity(point, 0),
                history.history());
    }

    /** Prices at the point of a run that converged. Where a variable is fixed, stationarity alone tells what its bound costs. */
    Prices prices() {
        double[] lower = point.zl().clone();
        double[] upper = point.zu().clone();
        for (int i = 0; i < lower.length; i++) {
            if (bounds.fixed()[i]) {
                double gradient = residuals.stationarity()[i];
                lower[i] = Math.max(0, gradient);
                upper[i] = Math.max(0, -gradient);
            }
        }
        return new Prices(1 / problem.objectiveScale(), point.lambda(), point.y(), lower, upper);
    }

    /**
     * Runs to an end.
     *
     * @param start a point to start near; moved inside the bounds
     */
    End run(double[] start) {
        initialise(start);
        return iterate();
    }

    /** Runs to an end from a point that is near a solution already. */
    End resume(double[] start) {
        putInside(start, WarmStart.PUSH);
        scaleObjective();
        putSlacks(WarmStart.PUSH);
        WarmStart.putMultipliers(problem, barrier, kkt, step, weights, point);
        lineSearch.start(optimum.infeasibility());
        return iterate();
    }

    private End iterate() {
        while (true) {
            residuals.compute(point);
            history.add(iterations, problem.cost(), residuals.primal(), residuals.dual(), parameter.value());
            Optional<End> end = endHere();
            if (end.isPresent()) {
                return end.get();
            }
            if (parameter.update(point, residuals)) {
                lineSearch.forget();
            }
            if (isCrawling() || !advances()) {
                end = leave();
                if (end.isPresent()) {
                    return end.get();
                }
            }
        }
    }

    private Optional<End> endHere() {
        if (residuals.reach(point, aim)) {
            return Optional.of(End.CONVERGED);
        }
        if (residuals.reach(point, enough) && ++timesEnough >= MANY) {
            return Optional.of(End.CONVERGED);
        }
        if (iterations >= maxIterations) {
            return Optional.of(orConverged(End.ITERATION_LIMIT));
        }
        return deadline.isReached() ? Optional.of(orConverged(End.DEADLINE)) : Optional.empty();
    }

    private boolean advances() {
        barrier.weights(point, weights);
        if (kkt.factor(point, weights, newton, KktSystem.INEXACT)
                && (searchCorrected()
                        || lineSearch.search(parameter.value(), tau())
                        || searchExactly()
                        || improvesMultipliers())) {
            barrier.safeguard(point, parameter.value());
            iterations++;
            return true;
        }
        return false;
    }

    /** Along a step with its products corrected, where that is longer. */
    private boolean searchCorrected() {
        if (!optimum.correctProducts(parameter.value(), tau())) {
            return false;
        }
        if (lineSearch.search(parameter.value(), tau())) {
            return true;
        }
        step.takeBack();
        return false;
    }

    /** Whether the constraints have been missed by as much for long: the cost holds them there, or they can't be met. */
    private boolean isCrawling() {
        double primal = residuals.primal();
        if (primal < LESS * crawlPrimal || parameter.value() < MUCH_LESS * crawlMu || primal <= aim.feasibility()) {
            crawlPrimal = primal;
            crawlMu = parameter.value();
            crawlSince = iterations;
        }
        return iterations - crawlSince >= LONG;
    }

    /** Leaves a point that no step leads on from for one that is less infeasible; answers how the run ends if there is none. */
    private Optional<End> leave() {
        if (deadline.isReached()) {
            return Optional.of(orConverged(End.DEADLINE));
        }
        // a violation that would pass may yet be all that is in the way, where what flows is as small
        if (residuals.primal() <= aim.feasibility() || residuals.reach(point, enough)) {
            return recentre();
        }
        int before = iterations;
        return switch (restore()) {
            case ACCEPTABLE -> Optional.empty();
            case MET -> {
                lineSearch.forget();
                yield forgive() || iterations == before ? recentre() : Optional.empty();
            }
            case STATIONARY -> Optional.of(End.INFEASIBLE);
            case ITERATION_LIMIT -> Optional.of(End.ITERATION_LIMIT);
            case DEADLINE -> Optional.of(End.DEADLINE);
            case STALLED -> forgive() ? recentre() : Optional.of(End.LOST);
        };
    }

    /**
     * Where the least violation there can be is so small that it passes, lets it: else no step would lead to what is aimed at.
     * A little more gives the constraints some room.
     *
     * @return whether it is let pass now
     */
    private boolean forgive() {
        double worst = Diagnosis.worst(problem);
        if (worst <= aim.feasibility() || worst > FORGIVING * enough.feasibility() || enough.equals(aim)) {
            return false;
        }
        problem.forgive(Math.min(AMPLY, FORGIVING * enough.feasibility() / worst));
        problem.evaluate(point.x());
        enough = aim;
        recentred = false;
        return true;
    }

    /**
     * Begins again, once, at the present point with the least barrier parameter. Where the constraints leave a variable no freedom
     * but at its bound, its multiplier is the parameter over next to nothing: so large that no step can be computed, unless the
     * parameter is small.
     */
    private Optional<End> recentre() {
        if (residuals.reach(point, enough) || recentred) {
            return Optional.of(orConverged(End.STALLED));
        }
        recentred = true;
        parameter.fall();
        lineSearch.forget();
        centre(Double.POSITIVE_INFINITY);
        return Optional.empty();
    }

    private void centre(double largestMultiplier) {
        barrier.centre(point, parameter.value());
        step.leastSquaresMultipliers(largestMultiplier);
        residuals.compute(point);
    }

    private Restoration.End restore() {
        if (restoration == null) {
            restoration = new Restoration(problem, bounds, barrier, kkt, deadline);
        }
        Iterate restored = restoration.point();
        lineSearch.block(parameter.value());
        crawlPrimal = Double.POSITIVE_INFINITY;
        Restoration.End end = restoration.run(
                point.x(),
                parameter.value(),
                () -> {
                    optimum.tryPoint(restored.x(), restored.s());
                    return lineSearch.restores();
                },
                maxIterations - iterations);
        iterations += restoration.iterations();
        optimum.tryPoint(restored.x(), restored.s());
        optimum.takeOver();
        centre(NewtonStep.LARGEST_FIRST_MULTIPLIER);
        return end;
    }

    /** Once more, with a step from equations that are solved exactly, if need be at the price of a shifted Hessian. */
    private boolean searchExactly() {
        return !kkt.isExact()
                && kkt.factor(point, weights, newton, KktSystem.EXACT)
                && lineSearch.search(parameter.value(), tau());
    }

    /**
     * Where round-off is all that a step changes in the variables, no line search accepts it, and yet it may make the multipliers
     * right.
     */
    private boolean improvesMultipliers() {
        if (residuals.reach(point, enough)) {
            return false;
        }
        double before = residuals.dual();
        optimum.stepMultipliers(1, tau());
        residuals.compute(point);
        return residuals.dual() < before / 2;
    }

    private End orConverged(End end) {
        return residuals.reach(point, enough) ? End.CONVERGED : end;
    }

    private double tau() {
        return Math.max(LEAST_TAU, 1 - parameter.value());
    }

    private void putInside(double[] start, double push) {
        double[] x = point.x();
        for (int i = 0; i < x.length; i++) {
            x[i] = bounds.inside(i, start[i], push);
        }
        problem.evaluate(x);
    }

    private void putSlacks(double least) {
        double[] h = problem.inequalities();
        for (int k = 0; k < h.length; k++) {
            point.s()[k] = Math.max(-h[k], least);
        }
    }

    private void initialise(double[] start) {
        putInside(start, Bounds.PUSH);
        scaleObjective();
        leaveWhatIsTooDear();
        putSlacks(Bounds.PUSH);
        barrier.initialise(point);
        step.leastSquaresMultipliers(NewtonStep.LARGEST_FIRST_MULTIPLIER);
        lineSearch.start(optimum.infeasibility());
    }

    /** Outputs at a price far beyond all others begin next to their least, or negative ones next to their most: their barrier would outweigh all else for long. */
    private void leaveWhatIsTooDear() {
        double[] gradient = residuals.stationarity();
        problem.gradient(point.x(), gradient);
        for (int i = 0; i < gradient.length; i++) {
            if (gradient[i] > 2 * CostScale.LARGEST && bounds.hasLower(i)) {
                point.x()[i] = bounds.inside(i, bounds.lower()[i]);
            } else if (gradient[i] < -2 * CostScale.LARGEST && bounds.hasUpper(i)) {
                point.x()[i] = bounds.inside(i, bounds.upper()[i]);
            }
        }
        problem.evaluate(point.x());
    }

    /** Where like outputs with concave costs are alike, the cost is stationary and at its largest: they begin apart. */
    private void partWhatIsConcave(double[] curvature) {
        int first = point.x().length - curvature.length;
        boolean isMoved = false;
        for (int k = 0; k < curvature.length; k++) {
            if (curvature[k] < 0) {
                int i = first + k;
                double place = (k + 1) * GOLDEN_RATIO % 1 - 0.5;
                double width = Math.min(bounds.upper()[i] - bounds.lower()[i], 1 + Math.abs(point.x()[i]));
                point.x()[i] = bounds.inside(i, point.x()[i] + APART * place * width);
                isMoved = true;
            }
        }
        if (isMoved) {
            problem.evaluate(point.x());
        }
    }

    private void scaleObjective() {
        double[] gradient = residuals.stationarity();
        problem.setObjectiveScale(1);
        problem.gradient(point.x(), gradient);
        double[] curvature = new double[problem.dispatch().count()];
        double[] powers = new double[3 * problem.dispatch().sources()];
        problem.addCurvature(point.x(), curvature, powers);
        partWhatIsConcave(curvature);
        double bend = Math.max(CostScale.largest(curvature), CostScale.largest(powers));
        problem.setObjectiveScale(CostScale.of(problem, gradient, bend));
    }
}
