package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;
import java.util.Arrays;

/** The violation of all constraints at a point with prices of it, the problem's last evaluation, and how far it could fall. */
final class LeastViolation {
    private final AcOpf problem;
    private final Bounds bounds;
    private final Iterate point;
    private final double[] lambda;
    private final double[] y;
    private final double[] gradient;

    LeastViolation(AcOpf problem, Bounds bounds, Iterate point) {
        this.problem = problem;
        this.bounds = bounds;
        this.point = point;
        lambda = new double[point.lambda().length];
        y = new double[point.y().length];
        gradient = new double[point.x().length];
    }

    /** Sum of all violations at the point, p.u. and radians. */
    double sum() {
        double sum = 0;
        for (double value : problem.balance()) {
            sum += Math.abs(value);
        }
        for (double h : problem.inequalities()) {
            sum += Math.max(0, h);
        }
        return sum;
    }

    /**
     * By how much that sum could fall at most, to first order and nearby: whatever x, it is not less than the constraints
     * times multipliers between -1 and 1, or 0 and 1, of which the gradient is known.
     *
     * @param near how far nearby is, p.u. and radians
     */
    double possibleFall(double near) {
        double fall = sum();
        for (int i = 0; i < lambda.length; i++) {
            lambda[i] = Math.clamp(point.lambda()[i], -1, 1);
            fall -= lambda[i] * problem.balance()[i];
        }
        for (int k = 0; k < y.length; k++) {
            y[k] = Math.min(point.y()[k], 1);
            fall -= y[k] * problem.inequalities()[k];
        }
        Arrays.fill(gradient, 0);
        problem.addJacobianTransposed(point.x(), lambda, y, gradient);
        for (int i = 0; i < gradient.length; i++) {
            if (!bounds.fixed()[i]) {
                fall += fallBy(i, near);
            }
        }
        return fall;
    }

    /** What a variable alone could gain: on its way to a bound as far as its multiplier says, and nearby for the rest. */
    private double fallBy(int i, double near) {
        double x = point.x()[i];
        double zl = point.zl()[i];
        double zu = point.zu()[i];
        double below = bounds.hasLower(i) ? x - bounds.lower()[i] : Double.POSITIVE_INFINITY;
        double above = bounds.hasUpper(i) ? bounds.upper()[i] - x : Double.POSITIVE_INFINITY;
        double products = (zl > 0 ? zl * below : 0) + (zu > 0 ? zu * above : 0);
        double ways = Math.abs(gradient[i]) * (gradient[i] > 0 ? below : above);
        double split = products + near * Math.abs(gradient[i] - zl + zu);
        return gradient[i] == 0 ? 0 : Math.min(ways, split);
    }
}
