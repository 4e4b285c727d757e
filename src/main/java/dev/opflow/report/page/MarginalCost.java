package dev.opflow.report.page;

import dev.opflow.grid.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slope of a cost. */
final class MarginalCost {
    private MarginalCost() {}

    /** At a power in MW, $/MWh. */
    static double of(@Nullable Cost cost, double power) {
        return switch (cost) {
            case null -> 0;
            case Cost.PiecewiseLinear piecewise -> piecewise.slopeAt(power);
            case Cost.Polynomial polynomial -> slope(polynomial.coefficients(), power);
        };
    }

    private static double slope(List<Double> coefficients, double power) {
        int degree = coefficients.size() - 1;
        double value = 0;
        for (int k = 0; k < degree; k++) {
            value = value * power + (degree - k) * coefficients.get(k);
        }
        return value;
    }
}
