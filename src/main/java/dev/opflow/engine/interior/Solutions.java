package dev.opflow.engine.interior;

import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.BranchLimits;
import dev.opflow.grid.Network;

/** Turns a converged point into a solution in the user's order and units. */
final class Solutions {
    private Solutions() {}

    static Solution of(AcOpf problem, InteriorPoint method) {
        AcNetwork ac = problem.network();
        Network network = ac.network();
        double base = network.baseMva();
        double[] x = clipped(problem, method.point().x());
        problem.evaluate(x);
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
            pg[place] = x[problem.pg(g)] * base;
            qg[place] = x[problem.qg(g)] * base;
        }
        return new Solution(problem.cost(), method.iterations(), vm, va, pg, qg, multipliers(problem, method));
    }

    /** The point within its true bounds; the barrier's were relaxed by a hair. */
    private static double[] clipped(AcOpf problem, double[] point) {
        double[] x = point.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(problem.lower()[i], Math.min(problem.upper()[i], x[i]));
        }
        return x;
    }

    private static Multipliers multipliers(AcOpf problem, InteriorPoint method) {
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
        double unscaled = 1 / problem.objectiveScale();
        double perMw = unscaled / ac.baseMva();
        int nb = ac.buses().count();
        for (int i = 0; i < nb; i++) {
            int place = ac.buses().place()[i];
            result.lamP()[place] = method.point().lambda()[i] * perMw;
            result.lamQ()[place] = method.point().lambda()[nb + i] * perMw;
            putBounds(method, problem.v(i), unscaled, place, result.muVmin(), result.muVmax());
        }
        for (int g = 0; g < ac.generators().count(); g++) {
            int place = ac.generators().place()[g];
            putBounds(method, problem.pg(g), perMw, place, result.muPmin(), result.muPmax());
            putBounds(method, problem.qg(g), perMw, place, result.muQmin(), result.muQmax());
        }
        putBranches(ac.branches(), problem.limits(), method.point().y(), unscaled, perMw, result);
        return result;
    }

    /** Where a variable is fixed, stationarity alone tells what its bound costs. */
    private static void putBounds(
            InteriorPoint method, int variable, double unit, int place, double[] muMin, double[] muMax) {
        double lower = method.point().zl()[variable];
        double upper = method.point().zu()[variable];
        if (method.bounds().fixed()[variable]) {
            double gradient = method.stationarity()[variable];
            lower = Math.max(0, gradient);
            upper = Math.max(0, -gradient);
        }
        muMin[place] = lower * unit;
        muMax[place] = upper * unit;
    }

    private static void putBranches(
            BranchData branches, BranchLimits limits, double[] y, double unscaled, double perMva, Multipliers result) {
        double perDegree = Math.toRadians(1) * unscaled;
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
