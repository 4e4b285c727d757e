package dev.opflow.engine;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;

/**
 * The first-order conditions of a DC optimal power flow in the user's units. Where costs are convex, a feasible point that meets
 * them is an optimum, whoever found it.
 */
public final class DcConditions {
    private final Network network;
    private final Solution solution;
    private final Multipliers mu;
    private final BusIndex index;
    private double stationarity;
    private double complementarity;
    private double least;

    /** The conditions at a solution that has multipliers. */
    public DcConditions(Network network, Solution solution) {
        this.network = network;
        this.solution = solution;
        mu = solution.multipliers();
        index = network.busIndex();
        compute();
    }

    /** Largest slope of the Lagrangian by an output, $/MWh, or by an angle, $/h per degree. */
    public double stationarity() {
        return stationarity;
    }

    /** Largest product of a multiplier and the distance to its limit, $/h. */
    public double complementarity() {
        return complementarity;
    }

    /** The smallest multiplier of a limit. */
    public double leastMultiplier() {
        return least;
    }

    private void compute() {
        double[] byAngle = new double[network.buses().size()];
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            int f = index.at(branch.fromBus());
            int t = index.at(branch.toBus());
            if (branch.inService() && takesPart(f) && takesPart(t)) {
                double slope = slope(branch, l, f, t);
                byAngle[f] += slope;
                byAngle[t] -= slope;
            }
        }
        Islands islands = Islands.of(network);
        for (int i = 0; i < byAngle.length; i++) {
            if (takesPart(i) && !islands.isReference(i)) {
                stationarity = Math.max(stationarity, Math.abs(byAngle[i]));
            }
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            int bus = index.at(generator.bus());
            if (generator.inService() && takesPart(bus)) {
                double pg = solution.pgMw()[g];
                addProduct(mu.muPmax()[g], generator.pmaxMw() - pg);
                addProduct(mu.muPmin()[g], pg - generator.pminMw());
                double slope = marginal(generator, pg) - mu.lamP()[bus] + mu.muPmax()[g] - mu.muPmin()[g];
                stationarity = Math.max(stationarity, Math.abs(slope));
            }
        }
    }

    private boolean takesPart(int bus) {
        Bus b = network.buses().get(bus);
        return b.type() != BusType.ISOLATED;
    }

    /** What a degree more between the ends of a branch costs, $/h. */
    private double slope(Branch branch, int l, int f, int t) {
        double perDegree = Math.toRadians(1) * network.baseMva() / branch.xPu() / branch.tap();
        double angle = solution.vaDegrees()[f] - solution.vaDegrees()[t];
        double p = perDegree * (angle - branch.shiftDegrees());
        addProduct(mu.muSf()[l], branch.rateAMva() - p);
        addProduct(mu.muSt()[l], branch.rateAMva() + p);
        addProduct(mu.muAngmax()[l], branch.angmaxDegrees() - angle);
        addProduct(mu.muAngmin()[l], angle - branch.angminDegrees());
        double perMw = mu.lamP()[f] - mu.lamP()[t] + mu.muSf()[l] - mu.muSt()[l];
        return perDegree * perMw + mu.muAngmax()[l] - mu.muAngmin()[l];
    }

    private void addProduct(double multiplier, double distance) {
        least = Math.min(least, multiplier);
        // what is unlimited has a multiplier of exactly zero
        double product = multiplier == 0 ? 0 : multiplier * distance;
        complementarity = Math.max(complementarity, Math.abs(product));
    }

    private static double marginal(Generator generator, double pg) {
        double value = 0;
        double slope = 0;
        for (double coefficient : ((Cost.Polynomial) generator.pCost()).coefficients()) {
            slope = slope * pg + value;
            value = value * pg + coefficient;
        }
        return slope;
    }
}
