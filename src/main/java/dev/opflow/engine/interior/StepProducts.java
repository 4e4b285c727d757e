package dev.opflow.engine.interior;

import java.util.Arrays;

/**
 * By how much products of distance and multiplier would come out above mu if a Newton step were taken in full: the products of the
 * two changes, which the step's linear equations leave out. S. Mehrotra, "On the implementation of a primal-dual interior point
 * method", SIAM J. Optim. 2 (1992) 575-601. A step that is computed with them bends past the limits that are near.
 */
final class StepProducts {
    private final Bounds bounds;
    private final double[] slack;
    private final double[] lower;
    private final double[] upper;
    private boolean isZero = true;

    StepProducts(Bounds bounds, int inequalities) {
        this.bounds = bounds;
        slack = new double[inequalities];
        lower = new double[bounds.lower().length];
        upper = new double[lower.length];
    }

    /** Makes all of them zero. */
    void clear() {
        if (!isZero) {
            Arrays.fill(slack, 0);
            Arrays.fill(lower, 0);
            Arrays.fill(upper, 0);
            isZero = true;
        }
    }

    /** Makes them those of a step. */
    void take(double[] dx, double[] ds, double[] dy, double[] dzl, double[] dzu) {
        for (int k = 0; k < slack.length; k++) {
            slack[k] = ds[k] * dy[k];
        }
        for (int i = 0; i < lower.length; i++) {
            lower[i] = dx[i] * dzl[i];
            upper[i] = -dx[i] * dzu[i];
        }
        isZero = false;
    }

    /** That of a slack and its multiplier. */
    double slack(int inequality) {
        return slack[inequality];
    }

    /** Adds what they change of the gradient of the barrier. */
    void addGradient(double[] x, double[] out) {
        for (int i = 0; !isZero && i < x.length; i++) {
            if (bounds.hasLower(i)) {
                out[i] += lower[i] / (x[i] - bounds.lower()[i]);
            }
            if (bounds.hasUpper(i)) {
                out[i] -= upper[i] / (bounds.upper()[i] - x[i]);
            }
        }
    }

    /** Takes them out of the steps of the bounds' multipliers. */
    void takeOut(double[] x, double[] dzl, double[] dzu) {
        for (int i = 0; !isZero && i < x.length; i++) {
            if (bounds.hasLower(i)) {
                dzl[i] -= lower[i] / (x[i] - bounds.lower()[i]);
            }
            if (bounds.hasUpper(i)) {
                dzu[i] -= upper[i] / (bounds.upper()[i] - x[i]);
            }
        }
    }
}
