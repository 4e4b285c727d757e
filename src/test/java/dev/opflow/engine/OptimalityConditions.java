package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.DcLine;
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

    /**
     * Largest slope of L by an angle (per degree), a magnitude (per 0.01 p.u.), an output or a flow (per MW or MVAr), $/h. At a
     * corner of a cost L has two, and is stationary between them.
     */
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
            Generator generator = network.generators().get(g);
            if (complex.takesPart(generator)) {
                largest = Math.max(largest, missed(solution.pgMw(), g));
                if (!generator.hasConstantPowerFactor()) {
                    largest = Math.max(largest, missed(solution.qgMvar(), g));
                }
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            if (complex.takesPart(network.dcLines().get(d))) {
                largest = Math.max(largest, missed(solution.dcLines().pfMw(), d));
                largest = Math.max(largest, missed(solution.dcLines().qfMvar(), d));
                largest = Math.max(largest, missed(solution.dcLines().qtMvar(), d));
            }
        }
        return largest;
    }

    /** By how much a step to either side could lower L, per unit. */
    private double missed(double[] values, int at) {
        double here = lagrangian();
        double kept = values[at];
        values[at] = kept + STEP;
        double up = (lagrangian() - here) / STEP;
        values[at] = kept - STEP;
        double down = (lagrangian() - here) / STEP;
        values[at] = kept;
        return Math.max(0, -Math.min(up, down));
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
        double[] qg = solution.qgMvar().clone();
        for (int g = 0; g < qg.length; g++) {
            Generator generator = network.generators().get(g);
            if (generator.hasConstantPowerFactor() && complex.takesPart(generator)) {
                qg[g] = solution.pgMw()[g] * (generator.qminMvar() + generator.qmaxMvar()) / generator.pminMw();
            }
        }
        double sum = complex.cost(solution.pgMw(), qg, solution.dcLines());
        double[] surplus =
                complex.surplus(solution.vmPu(), solution.vaDegrees(), solution.pgMw(), qg, solution.dcLines());
        int nb = network.buses().size();
        for (int i = 0; i < nb; i++) {
            sum += mu.lamP()[i] * surplus[i] + mu.lamQ()[i] * surplus[nb + i];
        }
        return sum + Arrays.stream(products()).sum();
    }

    /**
     * Largest product of a multiplier and the distance to its limit, $/h. The prices of an output within a capability curve have
     * shares of those of its sides: such an output has to be the one that they favour of all that are allowed.
     */
    public double complementarity() {
        double[] products = products();
        double largest = 0;
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (generator.hasCapabilityCurve() && complex.takesPart(generator)) {
                Arrays.fill(
                        products,
                        2 * network.buses().size() + 4 * g,
                        2 * network.buses().size() + 4 * g + 4,
                        0);
                largest = Math.max(largest, favoured(generator, g));
            }
        }
        return Math.max(largest, Arrays.stream(products).map(Math::abs).max().orElse(0));
    }

    /** What the prices of a generator's limits would gain at another corner of what is allowed, $/h. */
    private double favoured(Generator generator, int g) {
        Generator.CapabilityCurve curve = generator.capability();
        double width = curve.pc2Mw() - curve.pc1Mw();
        double fall = (curve.qc1maxMvar() - curve.qc2maxMvar()) / width;
        double rise = (curve.qc2minMvar() - curve.qc1minMvar()) / width;
        double[][] sides = {
            {1, 0, generator.pmaxMw()},
            {-1, 0, -generator.pminMw()},
            {0, 1, generator.qmaxMvar()},
            {0, -1, -generator.qminMvar()},
            {fall, 1, curve.qc1maxMvar() + fall * curve.pc1Mw()},
            {rise, -1, rise * curve.pc1Mw() - curve.qc1minMvar()}
        };
        double byP = mu.muPmax()[g] - mu.muPmin()[g];
        double byQ = mu.muQmax()[g] - mu.muQmin()[g];
        double most = 0;
        for (double[] a : sides) {
            for (double[] b : sides) {
                double determinant = a[0] * b[1] - a[1] * b[0];
                double p = (a[2] * b[1] - a[1] * b[2]) / determinant;
                double q = (a[0] * b[2] - a[2] * b[0]) / determinant;
                if (determinant != 0 && Arrays.stream(sides).allMatch(c -> c[0] * p + c[1] * q <= c[2] + 1e-9)) {
                    double gain = byP * (p - solution.pgMw()[g]) + byQ * (q - solution.qgMvar()[g]);
                    most = Math.max(most, gain);
                }
            }
        }
        return most;
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
                    mu.muAngmin(),
                    mu.dcLines().muPmax(),
                    mu.dcLines().muPmin(),
                    mu.dcLines().muQmaxF(),
                    mu.dcLines().muQminF(),
                    mu.dcLines().muQmaxT(),
                    mu.dcLines().muQminT()
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
                        + 4 * network.branches().size()
                        + 6 * network.dcLines().size()];
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
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            double pf = solution.dcLines().pfMw()[d];
            double pt = pf - line.loss0Mw() - line.loss1() * pf;
            DcLinePrices dc = mu.dcLines();
            all[n++] = product(dc.muPmax()[d], (line.pmaxMw() < 0 ? pt : pf) - line.pmaxMw());
            all[n++] = product(dc.muPmin()[d], line.pminMw() - (line.pminMw() < 0 ? pt : pf));
            all[n++] = product(dc.muQmaxF()[d], solution.dcLines().qfMvar()[d] - line.qmaxfMvar());
            all[n++] = product(
                    dc.muQminF()[d], line.qminfMvar() - solution.dcLines().qfMvar()[d]);
            all[n++] = product(dc.muQmaxT()[d], solution.dcLines().qtMvar()[d] - line.qmaxtMvar());
            all[n++] = product(
                    dc.muQminT()[d], line.qmintMvar() - solution.dcLines().qtMvar()[d]);
        }
        return all;
    }

    /** What is unlimited has a multiplier of exactly zero. */
    private static double product(double multiplier, double excess) {
        return multiplier == 0 ? 0 : multiplier * excess;
    }
}
