package dev.opflow.engine.interior;

import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.DcLineData;
import dev.opflow.engine.formulation.GeneratorData;
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
        for (int k = problem.v(magnitude.length); k < x.length; k++) {
            x[k] = middle(problem, k, reach);
        }
        if (fromFile) {
            putDispatch(problem, x);
        }
        return x;
    }

    private static void putDispatch(AcOpf problem, double[] x) {
        GeneratorData generators = problem.network().generators();
        for (int g = 0; g < generators.count(); g++) {
            problem.dispatch().put(x, problem.pg(g), generators.pg()[g]);
            problem.dispatch().put(x, problem.qg(g), generators.qg()[g]);
        }
        DcLineData lines = problem.network().dcLines();
        for (int d = 0; d < lines.count(); d++) {
            problem.dispatch().put(x, problem.pf(d), lines.pf()[d]);
            problem.dispatch().put(x, problem.qf(d), lines.qf()[d]);
            problem.dispatch().put(x, problem.qt(d), lines.qt()[d]);
        }
    }

    /** Takes angles and active powers over from the solution of another problem of the same network. */
    static void take(AcOpf problem, AcOpf other, double[] solution, double[] x) {
        System.arraycopy(solution, 0, x, 0, problem.network().buses().count());
        for (int g = 0; g < problem.network().generators().count(); g++) {
            problem.dispatch().put(x, problem.pg(g), other.dispatch().total(solution, other.pg(g)));
        }
        for (int d = 0; d < problem.network().dcLines().count(); d++) {
            problem.dispatch().put(x, problem.pf(d), other.dispatch().total(solution, other.pf(d)));
        }
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
