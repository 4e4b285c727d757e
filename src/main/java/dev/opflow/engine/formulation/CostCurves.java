package dev.opflow.engine.formulation;

import dev.opflow.grid.Cost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Polynomial costs in $/h, as functions of per unit power. */
public final class CostCurves {
    private final double baseMva;
    private final int[] start;
    /** Highest power first. */
    private final double[] coefficients;

    /**
     * Some curves.
     *
     * @param costs one each; null for no cost, as is one that is not polynomial
     * @param baseMva base of the per unit system
     */
    CostCurves(List<@Nullable Cost> costs, double baseMva) {
        this.baseMva = baseMva;
        start = new int[costs.size() + 1];
        for (int g = 0; g < costs.size(); g++) {
            start[g + 1] = start[g] + polynomial(costs.get(g)).size();
        }
        coefficients = new double[start[costs.size()]];
        for (int g = 0; g < costs.size(); g++) {
            int k = start[g];
            for (double coefficient : polynomial(costs.get(g))) {
                coefficients[k++] = coefficient;
            }
        }
    }

    private static List<Double> polynomial(@Nullable Cost cost) {
        return cost instanceof Cost.Polynomial polynomial ? polynomial.coefficients() : List.of();
    }

    /** Cost g at p p.u., $/h. */
    public double value(int g, double p) {
        double mw = p * baseMva;
        double value = 0;
        for (int k = start[g]; k < start[g + 1]; k++) {
            value = value * mw + coefficients[k];
        }
        return value;
    }

    /** Its first derivative, $/h per p.u. */
    public double slope(int g, double p) {
        double mw = p * baseMva;
        double value = 0;
        double slope = 0;
        for (int k = start[g]; k < start[g + 1]; k++) {
            slope = slope * mw + value;
            value = value * mw + coefficients[k];
        }
        return slope * baseMva;
    }

    /** Its second derivative, $/h per p.u. squared. */
    public double curvature(int g, double p) {
        double mw = p * baseMva;
        double value = 0;
        double slope = 0;
        double half = 0;
        for (int k = start[g]; k < start[g + 1]; k++) {
            half = half * mw + slope;
            slope = slope * mw + value;
            value = value * mw + coefficients[k];
        }
        return 2 * half * baseMva * baseMva;
    }
}
