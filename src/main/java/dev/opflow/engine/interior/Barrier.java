package dev.opflow.engine.interior;

/** The logarithmic barrier of bounds and slacks, and what follows from it at a point. */
final class Barrier {
    /**
     * Keeps the diagonal of an active inequality finite: far larger, and eliminating its branch would lose all other digits. The
     * step then meets the inequality up to this times the change of its multiplier, which vanishes at a solution.
     */
    private static final double SOFTNESS = 1e-8;
    /** Where all is linear there is no next step that would make good for it, and flows have no other digits to lose. */
    private static final double SOFTNESS_IF_LINEAR = 1e-12;

    /** Multipliers at a start, of distances up to 1: a few hundredths of the largest scaled derivative of the cost. */
    private static final double FIRST_MULTIPLIER = 3;

    /** Factor between a product of distance and multiplier and mu that is allowed. */
    private static final double FAR = 1e10;

    private final Bounds bounds;
    private final double softness;

    /** @param linear whether balance and inequalities are linear */
    Barrier(Bounds bounds, boolean linear) {
        this.bounds = bounds;
        softness = linear ? SOFTNESS_IF_LINEAR : SOFTNESS;
    }

    /** Minus the sum of the logarithms of all distances to bounds, and of all slacks. */
    double value(double[] x, double[] s) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            if (bounds.hasLower(i)) {
                sum -= Math.log(x[i] - bounds.lower()[i]);
            }
            if (bounds.hasUpper(i)) {
                sum -= Math.log(bounds.upper()[i] - x[i]);
            }
        }
        for (double slack : s) {
            sum -= Math.log(slack);
        }
        return sum;
    }

    /** Its directional derivative. */
    double slope(double[] x, double[] s, double[] dx, double[] ds) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            if (bounds.hasLower(i)) {
                sum -= dx[i] / (x[i] - bounds.lower()[i]);
            }
            if (bounds.hasUpper(i)) {
                sum += dx[i] / (bounds.upper()[i] - x[i]);
            }
        }
        for (int k = 0; k < s.length; k++) {
            sum -= ds[k] / s[k];
        }
        return sum;
    }

    /** Adds factor times its gradient by x. */
    void addGradient(double[] x, double factor, double[] out) {
        for (int i = 0; i < x.length; i++) {
            if (bounds.hasLower(i)) {
                out[i] -= factor / (x[i] - bounds.lower()[i]);
            }
            if (bounds.hasUpper(i)) {
                out[i] += factor / (bounds.upper()[i] - x[i]);
            }
        }
    }

    /** The diagonal that eliminated multipliers leave: of slacks and of variables. */
    void weights(Iterate point, Weights weights) {
        double[] sigma = weights.inequality();
        double[] sigmaX = weights.variable();
        for (int k = 0; k < sigma.length; k++) {
            sigma[k] = 1 / (point.s()[k] / point.y()[k] + softness);
        }
        for (int i = 0; i < sigmaX.length; i++) {
            sigmaX[i] = 0;
            if (bounds.hasLower(i)) {
                sigmaX[i] += point.zl()[i] / (point.x()[i] - bounds.lower()[i]);
            }
            if (bounds.hasUpper(i)) {
                sigmaX[i] += point.zu()[i] / (bounds.upper()[i] - point.x()[i]);
            }
        }
    }

    /** The largest step along dx and ds, at most 1, that leaves a fraction 1 - tau of each distance. */
    double largestPrimalStep(double[] x, double[] s, double[] dx, double[] ds, double tau) {
        double step = 1;
        for (int i = 0; i < x.length; i++) {
            if (dx[i] < 0 && bounds.hasLower(i) && -tau * (x[i] - bounds.lower()[i]) > step * dx[i]) {
                step = -tau * (x[i] - bounds.lower()[i]) / dx[i];
            } else if (dx[i] > 0 && bounds.hasUpper(i) && tau * (bounds.upper()[i] - x[i]) < step * dx[i]) {
                step = tau * (bounds.upper()[i] - x[i]) / dx[i];
            }
        }
        return Math.min(step, largestStep(s, ds, tau));
    }

    /** The largest step, at most 1, that leaves a fraction 1 - tau of each positive value. */
    static double largestStep(double[] value, double[] change, double tau) {
        double step = 1;
        for (int k = 0; k < value.length; k++) {
            // few are the first to reach their limit: a division only for those
            if (change[k] < 0 && -tau * value[k] > step * change[k]) {
                step = -tau * value[k] / change[k];
            }
        }
        return step;
    }

    /** The largest difference of a product of distance and multiplier from mu. */
    double complementarity(Iterate point, double mu) {
        double largest = 0;
        for (int k = 0; k < point.s().length; k++) {
            largest = Math.max(largest, Math.abs(point.s()[k] * point.y()[k] - mu));
        }
        for (int i = 0; i < point.x().length; i++) {
            if (bounds.hasLower(i)) {
                largest = Math.max(largest, Math.abs((point.x()[i] - bounds.lower()[i]) * point.zl()[i] - mu));
            }
            if (bounds.hasUpper(i)) {
                largest = Math.max(largest, Math.abs((bounds.upper()[i] - point.x()[i]) * point.zu()[i] - mu));
            }
        }
        return largest;
    }

    /** The sum of all products of distance and multiplier. */
    double sumOfProducts(Iterate point) {
        double sum = 0;
        for (int k = 0; k < point.s().length; k++) {
            sum += point.s()[k] * point.y()[k];
        }
        for (int i = 0; i < point.x().length; i++) {
            if (bounds.hasLower(i)) {
                sum += (point.x()[i] - bounds.lower()[i]) * point.zl()[i];
            }
            if (bounds.hasUpper(i)) {
                sum += (bounds.upper()[i] - point.x()[i]) * point.zu()[i];
            }
        }
        return sum;
    }

    /** The mean of all products of distance and multiplier; zero where there are none. */
    double meanProduct(Iterate point) {
        int products = point.s().length;
        for (int i = 0; i < point.x().length; i++) {
            products += (bounds.hasLower(i) ? 1 : 0) + (bounds.hasUpper(i) ? 1 : 0);
        }
        return sumOfProducts(point) / Math.max(1, products);
    }

    /** The smallest product of distance and multiplier. */
    double leastProduct(Iterate point) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < point.s().length; k++) {
            least = Math.min(least, point.s()[k] * point.y()[k]);
        }
        for (int i = 0; i < point.x().length; i++) {
            if (bounds.hasLower(i)) {
                least = Math.min(least, (point.x()[i] - bounds.lower()[i]) * point.zl()[i]);
            }
            if (bounds.hasUpper(i)) {
                least = Math.min(least, (bounds.upper()[i] - point.x()[i]) * point.zu()[i]);
            }
        }
        return least;
    }

    /** Steps of the bounds' multipliers that make the products mu, to first order. */
    void multiplierSteps(Iterate point, double[] dx, double mu, double[] dzl, double[] dzu) {
        for (int i = 0; i < dx.length; i++) {
            dzl[i] = 0;
            dzu[i] = 0;
            if (bounds.hasLower(i)) {
                double distance = point.x()[i] - bounds.lower()[i];
                dzl[i] = (mu - point.zl()[i] * dx[i]) / distance - point.zl()[i];
            }
            if (bounds.hasUpper(i)) {
                double distance = bounds.upper()[i] - point.x()[i];
                dzu[i] = (mu + point.zu()[i] * dx[i]) / distance - point.zu()[i];
            }
        }
    }

    /** Sets all multipliers to what an optimum is begun with. */
    void initialise(Iterate point) {
        for (int k = 0; k < point.s().length; k++) {
            point.y()[k] = FIRST_MULTIPLIER / Math.max(1, point.s()[k]);
        }
        for (int i = 0; i < point.x().length; i++) {
            double below = point.x()[i] - bounds.lower()[i];
            double above = bounds.upper()[i] - point.x()[i];
            point.zl()[i] = bounds.hasLower(i) ? FIRST_MULTIPLIER / Math.max(1, below) : 0;
            point.zu()[i] = bounds.hasUpper(i) ? FIRST_MULTIPLIER / Math.max(1, above) : 0;
        }
    }

    /** Sets the multipliers of slacks and bounds to those of the barrier. */
    void centre(Iterate point, double mu) {
        for (int k = 0; k < point.s().length; k++) {
            point.y()[k] = mu / point.s()[k];
        }
        for (int i = 0; i < point.x().length; i++) {
            point.zl()[i] = bounds.hasLower(i) ? mu / (point.x()[i] - bounds.lower()[i]) : 0;
            point.zu()[i] = bounds.hasUpper(i) ? mu / (bounds.upper()[i] - point.x()[i]) : 0;
        }
    }

    /**
     * Keeps each multiplier within a factor of mu over its distance, so that the primal-dual matrix stays near the primal one
     * (Waechter and Biegler 2006, equation 16).
     */
    void safeguard(Iterate point, double mu) {
        for (int k = 0; k < point.s().length; k++) {
            point.y()[k] = near(point.y()[k], point.s()[k], mu);
        }
        for (int i = 0; i < point.x().length; i++) {
            if (bounds.hasLower(i)) {
                point.zl()[i] = near(point.zl()[i], point.x()[i] - bounds.lower()[i], mu);
            }
            if (bounds.hasUpper(i)) {
                point.zu()[i] = near(point.zu()[i], bounds.upper()[i] - point.x()[i], mu);
            }
        }
    }

    /** A multiplier, or the nearest one whose product with its distance is allowed. */
    static double near(double multiplier, double distance, double mu) {
        double product = multiplier * distance;
        if (product > FAR * mu) {
            return FAR * mu / distance;
        }
        return product < mu / FAR ? mu / distance / FAR : multiplier;
    }
}
