package dev.opflow.engine.formulation;

import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of {@link Dispatch}, its powers and its sources, in per unit.
 *
 * @param source by variable: what it belongs to
 * @param toFirst by variable: what it gives to its source's first balance
 * @param toSecond by variable: what it gives to the second
 * @param slope by variable: its part of a piecewise-linear cost, $/h per p.u.
 * @param lower by variable: least value
 * @param upper by variable: largest value
 * @param more by power: where its further variables begin; then their end
 * @param segments by power: its piecewise-linear cost
 * @param firstRow by source: place of its first balance
 * @param secondRow by source: place of its second balance
 * @param segmented by source: whether a power of it is several variables
 * @param firstCost by source: polynomial cost of its first power
 * @param secondCost by source: polynomial cost of its second power
 */
record DispatchData(
        int[] source,
        double[] toFirst,
        double[] toSecond,
        double[] slope,
        double[] lower,
        double[] upper,
        int[] more,
        CostSegments[] segments,
        int[] firstRow,
        int[] secondRow,
        boolean[] segmented,
        CostCurves firstCost,
        CostCurves secondCost) {

    static DispatchData of(AcNetwork network) {
        return new Builder(network).build();
    }

    int powers() {
        return segments.length;
    }

    int sources() {
        return firstRow.length;
    }

    /** Collects powers, then cuts them into variables. */
    private static final class Builder {
        private final AcNetwork network;
        private final int nb;
        private final int ng;
        private final int nd;
        private final int[] source;
        private final double[] toFirst;
        private final double[] toSecond;
        private final double[] lower;
        private final double[] upper;
        private final CostSegments[] segments;
        private final int[] firstRow;
        private final int[] secondRow;

        Builder(AcNetwork network) {
            this.network = network;
            nb = network.buses().count();
            ng = network.generators().count();
            nd = network.dcLines().count();
            int powers = 2 * ng + 3 * nd;
            source = new int[powers];
            toFirst = new double[powers];
            toSecond = new double[powers];
            lower = new double[powers];
            upper = new double[powers];
            segments = new CostSegments[powers];
            firstRow = new int[ng + 2 * nd];
            secondRow = new int[ng + 2 * nd];
        }

        private void put(int power, int itsSource, double first, double second, double least, double most) {
            source[power] = itsSource;
            toFirst[power] = first;
            toSecond[power] = second;
            lower[power] = least;
            upper[power] = most;
        }

        private void cost(int power, @Nullable Cost cost, @Nullable Cost other, double ratio) {
            segments[power] = CostSegments.of(cost, other, ratio, lower[power], upper[power], network.baseMva());
        }

        DispatchData build() {
            List<@Nullable Cost> first = new ArrayList<>();
            List<@Nullable Cost> second = new ArrayList<>();
            for (int g = 0; g < ng; g++) {
                putGenerator(g, first, second);
            }
            for (int d = 0; d < nd; d++) {
                putDcLine(d, first, second);
            }
            for (int d = 0; d < nd; d++) {
                first.add(null);
                second.add(null);
            }
            return cut(new CostCurves(first, network.baseMva()), new CostCurves(second, network.baseMva()));
        }

        private void putGenerator(int g, List<@Nullable Cost> first, List<@Nullable Cost> second) {
            GeneratorData generators = network.generators();
            Generator generator = network.network().generators().get(generators.place()[g]);
            double ratio = generators.qgPerPg()[g];
            boolean free = ratio == 0;
            put(g, g, 1, ratio, generators.pmin()[g], generators.pmax()[g]);
            put(
                    ng + g,
                    g,
                    0,
                    1,
                    free ? generators.qmin()[g] : 0,
                    free ? generators.qmax()[g] : 0);
            cost(g, generator.pCost(), free ? null : generator.qCost(), ratio);
            cost(ng + g, free ? generator.qCost() : null, null, 0);
            firstRow[g] = generators.bus()[g];
            secondRow[g] = nb + generators.bus()[g];
            first.add(generator.pCost());
            second.add(generator.qCost());
        }

        private void putDcLine(int d, List<@Nullable Cost> first, List<@Nullable Cost> second) {
            DcLineData lines = network.dcLines();
            DcLine line = network.network().dcLines().get(lines.place()[d]);
            int flow = 2 * ng + d;
            put(flow, ng + d, -1, lines.kept()[d], lines.pmin()[d], lines.pmax()[d]);
            put(flow + nd, ng + nd + d, 1, 0, lines.qminf()[d], lines.qmaxf()[d]);
            put(flow + 2 * nd, ng + nd + d, 0, 1, lines.qmint()[d], lines.qmaxt()[d]);
            cost(flow, line.cost(), null, 0);
            cost(flow + nd, null, null, 0);
            cost(flow + 2 * nd, null, null, 0);
            firstRow[ng + d] = lines.from()[d];
            secondRow[ng + d] = lines.to()[d];
            firstRow[ng + nd + d] = nb + lines.from()[d];
            secondRow[ng + nd + d] = nb + lines.to()[d];
            first.add(mirrored(line.cost()));
            second.add(null);
        }

        /** A cost of the flow as one of the power given at the from end, which is minus the flow. */
        private static @Nullable Cost mirrored(@Nullable Cost cost) {
            if (!(cost instanceof Cost.Polynomial polynomial)) {
                return null;
            }
            List<Double> coefficients = new ArrayList<>(polynomial.coefficients());
            for (int k = coefficients.size() - 2; k >= 0; k -= 2) {
                coefficients.set(k, -coefficients.get(k));
            }
            return new Cost.Polynomial(0, 0, coefficients);
        }

        private DispatchData cut(CostCurves firstCost, CostCurves secondCost) {
            int powers = segments.length;
            int[] more = new int[powers + 1];
            more[0] = powers;
            boolean[] segmented = new boolean[firstRow.length];
            for (int p = 0; p < powers; p++) {
                int further = segments[p].corners().length;
                more[p + 1] = more[p] + further;
                segmented[source[p]] |= further > 0;
            }
            int variables = more[powers];
            DispatchData data = new DispatchData(
                    Arrays.copyOf(source, variables),
                    Arrays.copyOf(toFirst, variables),
                    Arrays.copyOf(toSecond, variables),
                    new double[variables],
                    Arrays.copyOf(lower, variables),
                    Arrays.copyOf(upper, variables),
                    more,
                    segments,
                    firstRow,
                    secondRow,
                    segmented,
                    firstCost,
                    secondCost);
            for (int p = 0; p < powers; p++) {
                data.putSegments(p);
            }
            return data;
        }
    }

    private void putSegments(int power) {
        double[] corners = segments[power].corners();
        double end = upper[power];
        slope[power] = segments[power].slopes()[0];
        for (int k = 0; k < corners.length; k++) {
            int variable = more[power] + k;
            source[variable] = source[power];
            toFirst[variable] = toFirst[power];
            toSecond[variable] = toSecond[power];
            slope[variable] = segments[power].slopes()[k + 1];
            upper[variable] = (k + 1 < corners.length ? corners[k + 1] : end) - corners[k];
        }
        if (corners.length > 0) {
            upper[power] = corners[0];
        }
    }
}
