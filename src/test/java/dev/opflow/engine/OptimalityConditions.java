package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;
import java.util.Arrays;

/**
 * The first-order conditions of an optimal power flow in the user's units, from complex matrices and finite differences alone:
 * with L the cost plus each multiplier times what its constraint is exceeded by, L is stationary and every product vanishes.
 */
public final class OptimalityConditions {
    private static final double STEP = 1e-4;

    private final Network network;
    private final ComplexNetwork complex;
    private final Solution solution;
    private final Multipliers mu;

    /** The conditions at a solution that has multipliers. */
    public OptimalityConditions(Network network, Solution solution) {
        this.network = network;
        this.solution = solution;
        complex = new ComplexNetwork(network);
        mu = solution.multipliers();
    }

    /** Largest slope of L by an angle (per degree), a magnitude (per 0.01 p.u.) or an output (per MW or MVAr), $/h. */
    public double stationarity() {
        Islands islands = Islands.of(network);
        double largest = 0;
        for (int i = 0; i < network.buses().size(); i++) {
            if (complex.takesPart(i)) {
                largest = Math.max(largest, Math.abs(slope(solution.vmPu(), i, 0.01)));
                if (!islands.isReference(i)) {
                    largest = Math.max(largest, Math.abs(slope(solution.vaDegrees(), i, 1)));
                }
            }
        }
        for (int g = 0; g < network.generators().size(); g++) {
            if (complex.takesPart(network.generators().get(g))) {
                largest = Math.max(largest, Math.abs(slope(solution.pgMw(), g, 1)));
                largest = Math.max(largest, Math.abs(slope(solution.qgMvar(), g, 1)));
            }
        }
        return largest;
    }

    private double slope(double[] values, int at, double unit) {
        double kept = values[at];
        values[at] = kept + STEP * unit;
        double above = lagrangian();
        values[at] = kept - STEP * unit;
        double below = lagrangian();
        values[at] = kept;
        return (above - below) / (2 * STEP);
    }

    private double lagrangian() {
        double sum = complex.cost(solution.pgMw(), solution.qgMvar());
        double[] surplus = complex.surplus(solution.vmPu(), solution.vaDegrees(), solution.pgMw(), solution.qgMvar());
        int nb = network.buses().size();
        for (int i = 0; i < nb; i++) {
            sum += mu.lamP()[i] * surplus[i] + mu.lamQ()[i] * surplus[nb + i];
        }
        return sum + Arrays.stream(products()).sum();
    }

    /** Largest product of a multiplier and the distance to its limit, $/h. */
    public double complementarity() {
        return Arrays.stream(products()).map(Math::abs).max().orElse(0);
    }

    /** The smallest multiplier of a limit. */
    public double leastMultiplier() {
        return Arrays.stream(new double[][] {
                    mu.muVmax(),
                    mu.muVmin(),
                    mu.muPmax(),
                    mu.muPmin(),
                    mu.muQmax(),
                    mu.muQmin(),
                    mu.muSf(),
                    mu.muSt(),
                    mu.muAngmax(),
                    mu.muAngmin()
                })
                .flatMapToDouble(Arrays::stream)
                .min()
                .orElse(0);
    }

    /** Each multiplier times what its limit is exceeded by. */
    private double[] products() {
        double[] all = new double
                [2 * network.buses().size()
                        + 4 * network.generators().size()
                        + 4 * network.branches().size()];
        int n = 0;
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            all[n++] = product(mu.muVmax()[i], solution.vmPu()[i] - bus.vmaxPu());
            all[n++] = product(mu.muVmin()[i], bus.vminPu() - solution.vmPu()[i]);
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            all[n++] = product(mu.muPmax()[g], solution.pgMw()[g] - generator.pmaxMw());
            all[n++] = product(mu.muPmin()[g], generator.pminMw() - solution.pgMw()[g]);
            all[n++] = product(mu.muQmax()[g], solution.qgMvar()[g] - generator.qmaxMvar());
            all[n++] = product(mu.muQmin()[g], generator.qminMvar() - solution.qgMvar()[g]);
        }
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            double angle = solution.vaDegrees()[complex.place(branch.fromBus())]
                    - solution.vaDegrees()[complex.place(branch.toBus())];
            double[] vm = solution.vmPu();
            double[] va = solution.vaDegrees();
            all[n++] = product(mu.muSf()[l], complex.from(l, vm, va).size() - branch.rateAMva());
            all[n++] = product(mu.muSt()[l], complex.to(l, vm, va).size() - branch.rateAMva());
            all[n++] = product(mu.muAngmax()[l], angle - branch.angmaxDegrees());
            all[n++] = product(mu.muAngmin()[l], branch.angminDegrees() - angle);
        }
        return all;
    }

    /** What is unlimited has a multiplier of exactly zero. */
    private static double product(double multiplier, double excess) {
        return multiplier == 0 ? 0 : multiplier * excess;
    }
}
