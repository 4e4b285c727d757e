package dev.opflow.engine.interior;

import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.sparse.SymbolicFactor;
import java.util.function.BooleanSupplier;

/** Where to begin, by the option {@code initialization}. */
final class StartingPoint {
    private static final double LEAST_MAGNITUDE = 0.9;
    private static final double LARGEST_MAGNITUDE = 1.1;

    private StartingPoint() {}

    /**
     * A point to start near.
     *
     * @param problem the problem
     * @param symbolic order of elimination of its network's graph
     * @param initialization where; what needs a solve of its own begins as {@code AUTO} does
     * @param stop whether to give up; the point is then of no use
     */
    static double[] of(AcOpf problem, SymbolicFactor symbolic, Initialization initialization, BooleanSupplier stop) {
        AcNetwork network = problem.network();
        double[] x = new double[problem.variables()];
        boolean fromFile = initialization == Initialization.FROMFILE;
        double[] magnitude = new double[network.buses().count()];
        for (int i = 0; i < magnitude.length; i++) {
            magnitude[i] = initialization == Initialization.FLATSTART ? 1 : middleMagnitude(problem, i);
            x[i] = fromFile ? network.buses().va()[i] : network.buses().vaOfReference()[i];
            x[problem.v(i)] = fromFile ? network.buses().vm()[i] : magnitude[i];
        }
        if (initialization == Initialization.AUTO || initialization == Initialization.DCOPF) {
            QuietVoltages.put(network, symbolic, magnitude, x, stop);
        }
        double reach = reach(network);
        for (int g = 0; g < network.generators().count(); g++) {
            int p = problem.pg(g);
            int q = problem.qg(g);
            x[p] = fromFile ? network.generators().pg()[g] : middle(problem, p, reach);
            x[q] = fromFile ? network.generators().qg()[g] : middle(problem, q, reach);
        }
        return x;
    }

    /** Takes angles and active outputs over from the solution of another problem of the same network. */
    static void take(AcOpf problem, double[] solution, double[] x) {
        System.arraycopy(solution, 0, x, 0, problem.network().buses().count());
        System.arraycopy(
                solution,
                problem.pg(0),
                x,
                problem.pg(0),
                problem.network().generators().count());
    }

    /** Middle of the limits, near 1 p.u. where these are wide. */
    private static double middleMagnitude(AcOpf problem, int bus) {
        double lower = problem.lower()[problem.v(bus)];
        double upper = problem.upper()[problem.v(bus)];
        double middle = Double.isFinite(lower + upper) ? (lower + upper) / 2 : 1;
        double usual = Math.clamp(middle, LEAST_MAGNITUDE, LARGEST_MAGNITUDE);
        return Math.max(lower, Math.min(upper, usual));
    }

    /** Outputs larger than this, p.u., are not begun with: they could not be used. */
    private static double reach(AcNetwork network) {
        double demand = 1;
        for (int i = 0; i < network.buses().count(); i++) {
            demand +=
                    Math.abs(network.buses().pd()[i]) + Math.abs(network.buses().qd()[i]);
        }
        return 2 * demand;
    }

    /** Middle of the limits as far as they are within reach. */
    private static double middle(AcOpf problem, int i, double reach) {
        return (Math.clamp(problem.lower()[i], -reach, reach) + Math.clamp(problem.upper()[i], -reach, reach)) / 2;
    }
}
