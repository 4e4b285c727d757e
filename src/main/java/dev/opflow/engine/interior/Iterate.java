package dev.opflow.engine.interior;

/**
 * A primal-dual point of {@code min f(x), c(x) = 0, h(x) + s = 0, s >= 0, lower <= x <= upper}.
 *
 * @param x variables
 * @param s slacks of the inequalities, positive
 * @param lambda multipliers of c
 * @param y multipliers of h, positive
 * @param zl multipliers of the lower bounds, not negative; zero where there is none
 * @param zu multipliers of the upper bounds, not negative; zero where there is none
 */
record Iterate(double[] x, double[] s, double[] lambda, double[] y, double[] zl, double[] zu) {

    static Iterate sized(int variables, int equations, int inequalities) {
        return new Iterate(
                new double[variables],
                new double[inequalities],
                new double[equations],
                new double[inequalities],
                new double[variables],
                new double[variables]);
    }

    /** Takes over other values. */
    void become(double[] newX, double[] newS, double[] newLambda, double[] newY, double[] newZl, double[] newZu) {
        System.arraycopy(newX, 0, x, 0, x.length);
        System.arraycopy(newS, 0, s, 0, s.length);
        System.arraycopy(newLambda, 0, lambda, 0, lambda.length);
        System.arraycopy(newY, 0, y, 0, y.length);
        System.arraycopy(newZl, 0, zl, 0, zl.length);
        System.arraycopy(newZu, 0, zu, 0, zu.length);
    }

    /** Hands over its values. */
    void copyTo(double[] toX, double[] toS, double[] toLambda, double[] toY, double[] toZl, double[] toZu) {
        new Iterate(toX, toS, toLambda, toY, toZl, toZu).become(x, s, lambda, y, zl, zu);
    }

    /** Adds a multiple of a change. */
    static void add(double factor, double[] change, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * change[i];
        }
    }

    /** The largest step of the multipliers of inequalities and bounds, at most 1, that leaves a fraction 1 - tau of each. */
    double largestDualStep(double[] dy, double[] dzl, double[] dzu, double tau) {
        return Math.min(
                Barrier.largestStep(y, dy, tau),
                Math.min(Barrier.largestStep(zl, dzl, tau), Barrier.largestStep(zu, dzu, tau)));
    }

    /** Steps the multipliers of inequalities and bounds. */
    void stepDual(double factor, double[] dy, double[] dzl, double[] dzu) {
        add(factor, dy, y);
        add(factor, dzl, zl);
        add(factor, dzu, zu);
    }

    /** to = from + factor times change. */
    static void move(double[] from, double factor, double[] change, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + factor * change[i];
        }
    }
}
