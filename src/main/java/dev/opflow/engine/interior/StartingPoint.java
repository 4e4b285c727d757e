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
        boolean flat = initialization == Initialization.FLATSTART;
        for (int i = 0; i < network.buses().count(); i++) {
            int v = problem.v(i);
            double middle = (problem.lower()[v] + problem.upper()[v]) / 2;
            x[i] = fromFile ? network.buses().va()[i] : network.buses().vaOfReference()[i];
            x[v] = fromFile ? network.buses().vm()[i] : flat || !Double.isFinite(middle) ? 1 : middle;
        }
        for (int g = 0; g < network.generators().count(); g++) {
            int p = problem.pg(g);
            int q = problem.qg(g);
            x[p] = fromFile ? network.generators().pg()[g] : middle(problem, p);
            x[q] = fromFile ? network.generators().qg()[g] : middle(problem, q);
        }
        return x;
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
