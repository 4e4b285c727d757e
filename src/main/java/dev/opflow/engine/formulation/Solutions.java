package dev.opflow.engine.formulation;

import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.grid.Network;
import org.jspecify.annotations.Nullable;

/** Turns a point into a solution in the user's order and units, whichever engine found it. */
public final class Solutions {
    private Solutions() {}

    /**
     * The solution that a point is.
     *
     * @param problem what it solves
     * @param x the point, radians and p.u.
     * @param objective its cost, $/h
     * @param iterations iterations it took
     * @param rounds solves it took
     * @param prices shadow prices; null where they are not known
     */
    public static Solution of(
            AcOpf problem, double[] x, double objective, int iterations, int rounds, @Nullable Prices prices) {
        AcNetwork ac = problem.network();
        Network network = ac.network();
        double[] vm = new double[network.buses().size()];
        double[] va = new double[vm.length];
        for (int i = 0; i < vm.length; i++) {
            vm[i] = network.buses().get(i).vmPu();
            va[i] = network.buses().get(i).vaDegrees();
        }
        for (int i = 0; i < ac.buses().count(); i++) {
            int place = ac.buses().place()[i];
            vm[place] = x[problem.v(i)];
            va[place] = ac.buses().reference()[i] ? va[place] : Math.toDegrees(x[i]);
        }
        double[] pg = new double[network.generators().size()];
        double[] qg = new double[pg.length];
        for (int g = 0; g < ac.generators().count(); g++) {
            int place = ac.generators().place()[g];
            pg[place] = x[problem.pg(g)] * ac.baseMva();
            qg[place] = x[problem.qg(g)] * ac.baseMva();
        }
        return new Solution(
                objective, iterations, rounds, vm, va, pg, qg, prices == null ? null : multipliers(problem, prices));
    }

    private static Multipliers multipliers(AcOpf problem, Prices prices) {
        AcNetwork ac = problem.network();
        int buses = ac.network().buses().size();
        int generators = ac.network().generators().size();
        int branches = ac.network().branches().size();
        Multipliers result = new Multipliers(
                new double[buses],
                new double[buses],
                new double[buses],
                new double[buses],
                new double[generators],
                new double[generators],
                new double[generators],
                new double[generators],
                new double[branches],
                new double[branches],
                new double[branches],
                new double[branches]);
        double perMw = prices.unit() / ac.baseMva();
        int nb = ac.buses().count();
        for (int i = 0; i < nb; i++) {
            int place = ac.buses().place()[i];
            result.lamP()[place] = prices.lambda()[i] * perMw;
            result.lamQ()[place] = prices.lambda()[nb + i] * perMw;
            result.muVmin()[place] = prices.zl()[problem.v(i)] * prices.unit();
            result.muVmax()[place] = prices.zu()[problem.v(i)] * prices.unit();
        }
        for (int g = 0; g < ac.generators().count(); g++) {
            int place = ac.generators().place()[g];
            result.muPmin()[place] = prices.zl()[problem.pg(g)] * perMw;
            result.muPmax()[place] = prices.zu()[problem.pg(g)] * perMw;
            result.muQmin()[place] = prices.zl()[problem.qg(g)] * perMw;
            result.muQmax()[place] = prices.zu()[problem.qg(g)] * perMw;
        }
        putBranches(ac.branches(), problem.limits(), prices.y(), prices.unit(), perMw, result);
        return result;
    }

    private static void putBranches(
            BranchData branches, BranchLimits limits, double[] y, double unit, double perMva, Multipliers result) {
        double perDegree = Math.toRadians(1) * unit;
        for (int l = 0; l < branches.count(); l++) {
            int place = branches.place()[l];
            if (limits.ratedAt(l) >= 0) {
                result.muSf()[place] = y[limits.ratedAt(l)] * perMva;
                result.muSt()[place] = y[limits.ratedAt(l) + 1] * perMva;
            }
            if (limits.angmaxAt(l) >= 0) {
                result.muAngmax()[place] = y[limits.angmaxAt(l)] * perDegree;
            }
            if (limits.angminAt(l) >= 0) {
                result.muAngmin()[place] = y[limits.angminAt(l)] * perDegree;
            }
        }
    }
}
