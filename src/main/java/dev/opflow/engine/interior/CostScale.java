package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;
import java.util.Arrays;

/**
 * What the cost is multiplied with, so that prices have the size that tolerances are made for. The largest derivative would be
 * the usual measure; but one generator that is there for an emergency, at a price far beyond all others, must not drown them.
 */
final class CostScale {
    /** Size of the largest scaled derivative, as in Ipopt ({@code nlp_scaling_max_gradient}). */
    static final double LARGEST = 100;
    /** Derivatives larger than this times the system's price do not count. */
    private static final double SPREAD = 100;
    /** Prices below this are none, $/h per p.u. */
    private static final double NO_PRICE = 1e-100;
    /** What rounding leaves of a derivative at the bottom of a cost, in parts of others. */
    private static final double ROUNDING = 1e-9;

    private CostScale() {}

    /**
     * The factor.
     *
     * @param problem the problem
     * @param gradient of the unscaled cost at a start
     * @param bend largest second derivative there
     * @return 1 where everything is free
     */
    static double of(AcOpf problem, double[] gradient, double bend) {
        double largest = largest(gradient);
        if (largest <= ROUNDING * bend) {
            largest = bend;
        }
        if (largest <= NO_PRICE) {
            return 1;
        }
        double price = systemPrice(problem, gradient);
        return LARGEST / (price > Math.max(NO_PRICE, ROUNDING * largest) ? Math.min(largest, SPREAD * price) : largest);
    }

    /** The largest size of a value. */
    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Price at which the cheapest generators together can meet the demand, were there no network; at least the first above zero. */
    private static double systemPrice(AcOpf problem, double[] gradient) {
        int[] active = problem.dispatch().activeOutputs();
        Integer[] merit = new Integer[active.length];
        Arrays.setAll(merit, k -> active[k]);
        Arrays.sort(merit, (a, b) -> Double.compare(gradient[a], gradient[b]));
        double left = 0;
        for (double pd : problem.network().buses().pd()) {
            left += pd;
        }
        double price = 0;
        for (int k : merit) {
            price = Math.max(price, gradient[k]);
            left -= Math.max(0, problem.upper()[k]);
            if (left <= 0 && price > NO_PRICE) {
                return price;
            }
        }
        return price;
    }
}
