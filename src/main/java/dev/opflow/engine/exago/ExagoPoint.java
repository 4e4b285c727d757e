package dev.opflow.engine.exago;

import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.grid.Bus;

/**
 * Where ExaGO has its variables. Bus by bus these are its voltage: angle and magnitude in model {@code POWER_BALANCE_POLAR}, real and
 * imaginary part in {@code POWER_BALANCE_CARTESIAN}, the angle alone in {@code DCOPF}, which has no reactive power either; then, where it may be missed, the parts of its balance: active power that vanishes,
 * that comes from nowhere, and both of reactive power; active and reactive output of each of its generators; and, where it may be lost,
 * how much of its demand is, active and reactive.
 */
final class ExagoPoint {
    private static final int IMBALANCE = 4;
    private static final int LOADLOSS = 2;

    private final AcNetwork ac;
    private final PosedCase posed;
    private final boolean cartesian;
    private final boolean dc;
    /** Variables of a voltage, and of an output. */
    private final int each;

    private final References references;
    /** By bus: where its variables begin; then their number. */
    private final int[] variableAt;
    /** By generator: where its active output is; the reactive one follows. */
    private final int[] outputAt;

    /**
     * The order for a case.
     *
     * @param ac what takes part, without the generators that stand for what may be missed
     */
    ExagoPoint(AcNetwork ac, PosedCase posed, SolveOptions options) {
        this.ac = ac;
        this.posed = posed;
        dc = options.model() == Model.DCOPF;
        each = dc ? 1 : 2;
        cartesian = options.model() == Model.POWER_BALANCE_CARTESIAN;
        references = new References(ac);
        int buses = ac.buses().count();
        int[] busOf = ac.generators().bus();
        int[] generatorsAt = new int[buses];
        outputAt = new int[busOf.length];
        for (int g = 0; g < busOf.length; g++) {
            outputAt[g] = each * generatorsAt[busOf[g]]++;
        }
        int before = each + (options.includePowerimbalanceVariables() ? IMBALANCE : 0);
        variableAt = new int[buses + 1];
        for (int i = 0; i < buses; i++) {
            int lost = options.includeLoadlossVariables() && hasDemand(i) ? LOADLOSS : 0;
            variableAt[i + 1] = variableAt[i] + before + each * generatorsAt[i] + lost;
        }
        for (int g = 0; g < busOf.length; g++) {
            outputAt[g] += variableAt[busOf[g]] + before;
        }
    }

    private boolean hasDemand(int i) {
        Bus bus = ac.network().buses().get(ac.buses().place()[i]);
        return bus.pdMw() != 0 || bus.qdMvar() != 0;
    }

    /**
     * A point of ExaGO in the order of the formulation.
     *
     * @param problem says where its variables are; it may have generators more that stand for what may be missed
     * @param solution ExaGO's variables, radians and p.u.
     * @throws IllegalStateException when they are not as many as expected
     */
    double[] in(AcOpf problem, double[] solution) {
        int buses = ac.buses().count();
        if (solution.length != variableAt[buses]) {
            throw new IllegalStateException(
                    "ExaGO answers " + solution.length + " variables, expected " + variableAt[buses]);
        }
        double[] x = new double[problem.variables()];
        for (int i = 0; i < buses; i++) {
            double first = solution[variableAt[i]];
            double second = dc ? 1 : solution[variableAt[i] + 1];
            x[i] = cartesian ? Math.atan2(second, first) : first;
            x[problem.v(i)] = cartesian ? Math.hypot(first, second) : second;
        }
        for (int g = 0; g < outputAt.length; g++) {
            x[problem.pg(g)] = solution[outputAt[g]];
            x[problem.qg(g)] = dc ? 0 : solution[outputAt[g] + 1];
        }
        for (int k = 0; k < posed.slacks().size(); k++) {
            int g = outputAt.length + k;
            int bus = problem.network().generators().bus()[g];
            int imbalance = variableAt[bus] + each;
            int loadloss = variableAt[bus + 1] - LOADLOSS;
            switch (posed.slacks().get(k).meaning()) {
                case LOADLOSS -> put(problem, x, g, solution[loadloss], solution[loadloss + 1]);
                case GAIN -> put(problem, x, g, solution[imbalance + 1], solution[imbalance + 3]);
                case ACTIVE_LEAK -> put(problem, x, g, -solution[imbalance], 0);
                case REACTIVE_LEAK -> put(problem, x, g, 0, -solution[imbalance + 2]);
            }
        }
        if (cartesian) {
            unwind(x);
        }
        references.turn(x);
        return x;
    }

    private static void put(AcOpf problem, double[] x, int generator, double p, double q) {
        x[problem.pg(generator)] = p;
        x[problem.qg(generator)] = q;
    }

    /** Adds whole turns to angles until a tree of branches has none of more than half a turn. */
    private void unwind(double[] x) {
        boolean[] done = new boolean[ac.buses().count()];
        for (int root = 0; root < done.length; root++) {
            if (!done[root]) {
                done[root] = true;
                unwind(x, done);
            }
        }
    }

    private void unwind(double[] x, boolean[] done) {
        int[] from = ac.branches().from();
        int[] to = ac.branches().to();
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int l = 0; l < from.length; l++) {
                if (done[from[l]] != done[to[l]]) {
                    int known = done[from[l]] ? from[l] : to[l];
                    int other = from[l] + to[l] - known;
                    x[other] = x[known] + Math.IEEEremainder(x[other] - x[known], 2 * Math.PI);
                    done[other] = true;
                    grows = true;
                }
            }
        }
    }
}
