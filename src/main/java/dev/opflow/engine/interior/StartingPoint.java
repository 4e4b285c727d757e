package dev.opflow.engine.interior;

import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;

/** Where to begin, by the option {@code initialization}. */
final class StartingPoint {
    private StartingPoint() {}

    static double[] of(AcOpf problem, Initialization initialization) {
        AcNetwork network = problem.network();
        double[] x = new double[problem.variables()];
        boolean fromFile = initialization == Initialization.FROMFILE;
        double[] magnitude = new double[network.buses().count()];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = initialization == Initialization.FLATSTART ? 1 : middleMagnitude(problem, i);
            x[i] = fromFile ? network.buses().va()[i] : network.buses().vaOfReference()[i];
            x[problem.v(i)] = fromFile ? network.buses().vm()[i] : magnitude[i];
        }
        if (initialization == Initialization.AUTO) {
            QuietVoltages.put(network, magnitude, x);
        }
        for (int g = 0; g < network.generators().count(); g++) {
            int p = problem.pg(g);
            int q = problem.qg(g);
            x[p] = fromFile ? network.generators().pg()[g] : middle(problem, p);
            x[q] = fromFile ? network.generators().qg()[g] : middle(problem, q);
        }
        return x;
    }

    private static double middleMagnitude(AcOpf problem, int bus) {
        double middle = (problem.lower()[problem.v(bus)] + problem.upper()[problem.v(bus)]) / 2;
        return Double.isFinite(middle) ? middle : 1;
    }

    private static double middle(AcOpf problem, int i) {
        double lower = problem.lower()[i];
        double upper = problem.upper()[i];
        if (Double.isFinite(lower) && Double.isFinite(upper)) {
            return (lower + upper) / 2;
        }
        return Double.isFinite(lower) ? Math.max(lower, 0) : Math.min(upper, 0);
    }
}
