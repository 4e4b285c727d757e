package dev.opflow.engine.formulation;

import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a point into a solution in the user's order and units, whichever engine found it. */
public final class Solutions {
    private Solutions() {}

    /**
     * The solution that a point is.
     *
     * @param problem what it solves, evaluated at the point
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
            pg[place] = problem.dispatch().total(x, problem.pg(g)) * ac.baseMva();
            qg[place] = problem.dispatch().reactive(x, g) * ac.baseMva();
        }
        return new Solution(
                objective,
                iterations,
                rounds,
                vm,
                va,
                pg,
                qg,
                dcLines(problem, x),
                prices == null ? null : multipliers(problem, prices));
    }

    private static DcLineFlows dcLines(AcOpf problem, double[] x) {
        AcNetwork ac = problem.network();
        List<DcLine> lines = ac.network().dcLines();
        DcLineFlows flows = DcLineFlows.zero(lines.size());
        for (int d = 0; d < ac.dcLines().count(); d++) {
            int place = ac.dcLines().place()[d];
            flows.pfMw()[place] = problem.dispatch().total(x, problem.pf(d)) * ac.baseMva();
            flows.ptMw()[place] = lines.get(place).ptMw(flows.pfMw()[place]);
            flows.qfMvar()[place] = x[problem.qf(d)] * ac.baseMva();
            flows.qtMvar()[place] = x[problem.qt(d)] * ac.baseMva();
        }
        return flows;
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
                new double[branches],
                DcLinePrices.zero(ac.network().dcLines().size()));
        double perMw = prices.unit() / ac.baseMva();
        int nb = ac.buses().count();
        for (int i = 0; i < nb; i++) {
            int place = ac.buses().place()[i];
            result.lamP()[place] = prices.lambda()[i] * perMw;
            result.lamQ()[place] = prices.lambda()[nb + i] * perMw;
            result.muVmin()[place] = prices.zl()[problem.v(i)] * prices.unit();
            result.muVmax()[place] = prices.zu()[problem.v(i)] * prices.unit();
        }
        putGenerators(problem, prices, perMw, result);
        putBranches(problem, prices, perMw, result);
        putDcLines(problem, prices, perMw, result.dcLines());
        return result;
    }

    private static void putGenerators(AcOpf problem, Prices prices, double perMw, Multipliers result) {
        AcNetwork ac = problem.network();
        double[] byPg = new double[ac.generators().count()];
        double[] byQg = new double[byPg.length];
        problem.dispatch().sides().addGradient(prices.y(), problem.limits().count(), byPg, byQg);
        for (int g = 0; g < byPg.length; g++) {
            int place = ac.generators().place()[g];
            int p = problem.pg(g);
            int q = problem.qg(g);
            put(
                    prices.zl()[p],
                    prices.zu()[problem.dispatch().last(p)],
                    byPg[g],
                    perMw,
                    place,
                    result.muPmin(),
                    result.muPmax());
            if (ac.generators().qgPerPg()[g] == 0) {
                put(
                        prices.zl()[q],
                        prices.zu()[problem.dispatch().last(q)],
                        byQg[g],
                        perMw,
                        place,
                        result.muQmin(),
                        result.muQmax());
            }
        }
    }

    /** Both prices of a pair of limits; that of a curve's side by this power raises the one and lowers the other. */
    private static void put(
            double lower, double upper, double side, double unit, int place, double[] muMin, double[] muMax) {
        double net = upper - lower + side;
        muMin[place] = (side == 0 ? lower : Math.max(0, -net)) * unit;
        muMax[place] = (side == 0 ? upper : Math.max(0, net)) * unit;
    }

    private static void putDcLines(AcOpf problem, Prices prices, double perMw, DcLinePrices result) {
        AcNetwork ac = problem.network();
        for (int d = 0; d < ac.dcLines().count(); d++) {
            int place = ac.dcLines().place()[d];
            DcLine line = ac.network().dcLines().get(place);
            int pf = problem.pf(d);
            double perMwAtTo = perMw / ac.dcLines().kept()[d];
            result.muPmin()[place] = prices.zl()[pf] * (line.pminMw() >= 0 ? perMw : perMwAtTo);
            result.muPmax()[place] =
                    prices.zu()[problem.dispatch().last(pf)] * (line.pmaxMw() >= 0 ? perMw : perMwAtTo);
            result.muQminF()[place] = prices.zl()[problem.qf(d)] * perMw;
            result.muQmaxF()[place] = prices.zu()[problem.qf(d)] * perMw;
            result.muQminT()[place] = prices.zl()[problem.qt(d)] * perMw;
            result.muQmaxT()[place] = prices.zu()[problem.qt(d)] * perMw;
        }
    }

    private static void putBranches(AcOpf problem, Prices prices, double perMva, Multipliers result) {
        BranchData branches = problem.network().branches();
        BranchLimits limits = problem.limits();
        double[] y = prices.y();
        double perDegree = Math.toRadians(1) * prices.unit();
        for (int l = 0; l < branches.count(); l++) {
            int place = branches.place()[l];
            int rated = limits.ratedAt(l);
            if (rated >= 0) {
                result.muSf()[place] = y[rated] * loading(problem, l, rated) * perMva;
                result.muSt()[place] = y[rated + 1] * loading(problem, l, rated + 1) * perMva;
            }
            if (limits.angmaxAt(l) >= 0) {
                result.muAngmax()[place] = y[limits.angmaxAt(l)] * perDegree;
            }
            if (limits.angminAt(l) >= 0) {
                result.muAngmin()[place] = y[limits.angminAt(l)] * perDegree;
            }
        }
    }

    /**
     * Derivative of a rate's inequality {@code (|S|^2 - rate^2) / (2 rate)} by |S|. It is 1 but for digits at the end of a price,
     * which yet are more than a p.u. in the slope by the angle over a tiny impedance. A linear one's is 1.
     */
    private static double loading(AcOpf problem, int branch, int inequality) {
        double excess = problem.inequalities()[inequality] / problem.limits().rate(branch);
        return problem.isLinear() ? 1 : Math.sqrt(Math.max(0, 1 + 2 * excess));
    }
}
