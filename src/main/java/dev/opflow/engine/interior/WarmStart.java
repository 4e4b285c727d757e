package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BusData;

/**
 * A start next to a solution, of this case or of one much like it: only just inside the limits, with a small barrier parameter and
 * multipliers that fit. Those are not given, but follow from the point: a Newton step of the barrier problem, as if the constraints
 * were met, has in its multipliers those of first order, and large ones where a limit is near and holds back the cost.
 */
final class WarmStart {
    /** Distance kept from bounds, relative, and least slack. */
    static final double PUSH = 1e-4;

    /** Iterations after which it has gained nothing. */
    static final int MOST_ITERATIONS = 100;

    private static final double BARRIER = 1e-4;
    /** Of all demand, how much may be missed in sum at a point that is near. */
    private static final double NEAR = 0.1;
    /** Of a multiplier, what is left at least. */
    private static final double LEAST = 0.1;

    private WarmStart() {}

    /** Whether a point meets balance and inequalities well enough to be worth it. */
    static boolean isNear(AcOpf problem, double[] point) {
        Bounds bounds = Bounds.of(problem);
        double[] x = new double[point.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = bounds.inside(i, point[i], PUSH);
        }
        problem.evaluate(x);
        double missed = 0;
        for (double c : problem.balance()) {
            missed += Math.abs(c);
        }
        for (double h : problem.inequalities()) {
            missed += Math.max(0, h);
        }
        BusData buses = problem.network().buses();
        double demand = 0;
        for (int i = 0; i < buses.count(); i++) {
            demand += Math.abs(buses.pd()[i]) + Math.abs(buses.qd()[i]);
        }
        return missed <= NEAR * demand;
    }

    /** Sets all multipliers at a point, with its slacks, of the problem's last evaluation. */
    static void putMultipliers(
            AcOpf problem, Barrier barrier, KktSystem kkt, NewtonStep step, Weights weights, Iterate point) {
        barrier.centre(point, BARRIER);
        step.leastSquaresMultipliers(NewtonStep.LARGEST_FIRST_MULTIPLIER);
        barrier.weights(point, weights);
        double[] balanced = new double[problem.balance().length];
        double[] met = new double[point.s().length];
        Runnable newton = () -> step.compute(weights.inequality(), BARRIER, balanced, met);
        if (kkt.factor(point, weights, newton, KktSystem.INEXACT)) {
            Iterate.add(1, step.dlambda, point.lambda());
            addPositive(step.dy, point.y());
            addPositive(step.dzl, point.zl());
            addPositive(step.dzu, point.zu());
        }
    }

    private static void addPositive(double[] change, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.max(to[i] + change[i], LEAST * to[i]);
        }
    }
}
