package dev.opflow.engine.interior;

import dev.opflow.engine.Relief;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.BranchLimits;
import dev.opflow.engine.formulation.CapabilitySides;
import dev.opflow.engine.formulation.DcLineData;
import dev.opflow.grid.Branch;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What limits cost in violation at a point of least violation: its multipliers, by the limits that users know. */
final class Reliefs {
    /** Prices of violation below this are none. */
    private static final double LEAST_PRICE = 1e-2;
    /** Voltages and angles that would have to change by more, p.u. or radians, are no way out. */
    private static final double FAR = 0.25;
    /** Of the highest price of power: a limit with less of a price has nothing to do with what is missed. */
    private static final double SHARE = 0.05;

    /** A point that is further from a limit, p.u. or radians, is not held by it. */
    private static final double APART = 1e-2;
    /** Parts of a change that the point is not exact enough to tell. */
    private static final double EXACT = 1e-3;

    private static final int MOST = 10;

    private final AcOpf problem;
    private final AcNetwork network;
    private final Network original;
    private final double base;
    private final Iterate point;
    private final double[] gradient;
    private final int[] island;
    private final double[] missed;
    private final List<Relief> found = new ArrayList<>();
    /** Of a p.u. of power. */
    private double highestPrice;

    /**
     * Looks at a point.
     *
     * @param problem evaluated at the point
     * @param point with the multipliers of its violation
     * @param original the case that the problem was posed of
     * @param island by bus
     * @param missed by island: sum of all that is missed, as the method counts it: p.u., radians, and inequalities of rates
     */
    private Reliefs(AcOpf problem, Iterate point, Network original, int[] island, double[] missed) {
        this.problem = problem;
        this.point = point;
        this.original = original;
        this.island = island;
        this.missed = missed;
        network = problem.network();
        base = network.baseMva();
        gradient = new double[problem.variables()];
        problem.addJacobianTransposed(point.x(), point.lambda(), point.y(), gradient);
    }

    /** Those of a point, that with the least effort first. */
    static List<Relief> of(AcOpf problem, Iterate point, Network original, int[] island, double[] missed) {
        Reliefs reliefs = new Reliefs(problem, point, original, island, missed);
        reliefs.addVoltages();
        reliefs.addGenerators();
        reliefs.addDcLines();
        reliefs.addBranches();
        // of what is as good as worthless the least change would be absurd, and its price is not exact
        reliefs.found.removeIf(relief -> relief.price() < SHARE * reliefs.highestPrice);
        return sorted(reliefs.found);
    }

    static List<Relief> sorted(List<Relief> reliefs) {
        return reliefs.stream()
                .sorted(Comparator.comparingDouble(Relief::effort))
                .limit(MOST)
                .toList();
    }

    /**
     * Adds a limit, if it has a price.
     *
     * @param bound in its unit
     * @param unit of its unit, in a p.u. or radian; negative for a lower limit
     * @param price what a p.u. of the variable is worth
     */
    private void add(Limit limit, Element element, int bus, double bound, double unit, double price) {
        addChange(limit, element, bound, unit, price, missed[island[bus]] / price);
    }

    private void addChange(Limit limit, Element element, double bound, double unit, double price, double change) {
        boolean isPower = Math.abs(unit) == base;
        if (!(price > LEAST_PRICE) || !(change > 0) || (!isPower && change >= FAR)) {
            return;
        }
        if (isPower) {
            highestPrice = Math.max(highestPrice, price);
        }
        double relieved = Relief.outward(bound, (1 - EXACT) * change * unit);
        if (isBeyondZero(limit, bound, relieved)) {
            if (Math.abs(relieved) > EXACT * change * base) {
                return;
            }
            relieved = 0;
        }
        found.add(new Relief(limit, element, bound, relieved, Math.abs((relieved - bound) / unit), price));
    }

    /** A generator does not draw power, nor does a load give any. */
    private static boolean isBeyondZero(Limit limit, double bound, double relieved) {
        return (limit == Limit.PMIN && bound >= 0 && relieved < 0)
                || (limit == Limit.PMAX && bound < 0 && relieved > 0);
    }

    /** Price of a variable's lower limit. Where it is fixed, the gradient alone tells. */
    private double lower(int variable) {
        double distance = point.x()[variable] - problem.lower()[variable];
        return isFixed(variable) ? gradient[variable] : distance > APART ? 0 : point.zl()[variable];
    }

    private double upper(int variable) {
        double distance = problem.upper()[variable] - point.x()[variable];
        return isFixed(variable) ? -gradient[variable] : distance > APART ? 0 : point.zu()[variable];
    }

    private boolean isFixed(int variable) {
        return problem.upper()[variable] - problem.lower()[variable] <= Bounds.COINCIDENT;
    }

    private void addVoltages() {
        for (int i = 0; i < network.buses().count(); i++) {
            int place = network.buses().place()[i];
            double vmax = network.buses().vmax()[i];
            double vmin = network.buses().vmin()[i];
            boolean isSetpoint = vmax == vmin
                    && original.buses().get(place).vmaxPu()
                            > original.buses().get(place).vminPu();
            Element bus = Element.bus(original, place);
            add(isSetpoint ? Limit.VG : Limit.VMAX, bus, i, vmax, 1, upper(problem.v(i)));
            add(isSetpoint ? Limit.VG : Limit.VMIN, bus, i, vmin, -1, lower(problem.v(i)));
        }
    }

    private void addGenerators() {
        for (int g = 0; g < network.generators().count(); g++) {
            int place = network.generators().place()[g];
            if (place >= original.generators().size()) {
                // demand that may be lost, all of which is lost
                break;
            }
            Element generator = Element.generator(original, place);
            Generator given = original.generators().get(place);
            int bus = network.generators().bus()[g];
            int p = problem.pg(g);
            int q = problem.qg(g);
            double pmax = mw(network.generators().pmax()[g], given.pmaxMw());
            double pmin = mw(network.generators().pmin()[g], given.pminMw());
            // a machine without active or reactive power, as a condenser, is none that would have more of it
            if (pmax != 0) {
                add(Limit.PMAX, generator, bus, pmax, base, upper(last(p)));
            }
            if (pmin != 0) {
                add(Limit.PMIN, generator, bus, pmin, -base, lower(p));
            }
            if (network.generators().qgPerPg()[g] != 0) {
                double qg = problem.dispatch().reactive(point.x(), g) * base;
                add(Limit.POWER_FACTOR, generator, bus, qg, base, upper(q));
                add(Limit.POWER_FACTOR, generator, bus, qg, -base, lower(q));
                continue;
            }
            double qmax = mw(network.generators().qmax()[g], given.qmaxMvar());
            double qmin = mw(network.generators().qmin()[g], given.qminMvar());
            if (qmax != 0 || qmin != 0) {
                add(Limit.QMAX, generator, bus, qmax, base, upper(last(q)));
                add(Limit.QMIN, generator, bus, qmin, -base, lower(q));
            }
        }
        addCapabilities(problem.dispatch().sides(), problem.limits().count());
    }

    private void addCapabilities(CapabilitySides sides, int at) {
        for (int c = 0; c < sides.count(); c++) {
            int g = sides.generator(c);
            double byQ = sides.byQ(c);
            double beyond = problem.inequalities()[at + c] / byQ;
            add(
                    byQ > 0 ? Limit.QMAX_AT_PG : Limit.QMIN_AT_PG,
                    Element.generator(original, network.generators().place()[g]),
                    network.generators().bus()[g],
                    (problem.dispatch().reactive(point.x(), g) - beyond) * base,
                    Math.copySign(base, byQ),
                    point.y()[at + c] * Math.abs(byQ));
        }
    }

    /** A limit of power in the case's own number. */
    private double mw(double limit, double given) {
        return Diagnosis.asGiven(limit * base, given);
    }

    private int last(int power) {
        return problem.dispatch().last(power);
    }

    private void addDcLines() {
        DcLineData lines = network.dcLines();
        for (int d = 0; d < lines.count(); d++) {
            DcLine line = original.dcLines().get(lines.place()[d]);
            Element element = Element.dcLine(original, lines.place()[d]);
            int from = lines.from()[d];
            int to = lines.to()[d];
            // between islands it serves that which misses more
            int served = missed[island[from]] > missed[island[to]] ? from : to;
            boolean most = line.pmaxMw() >= 0;
            boolean least = line.pminMw() >= 0;
            double kept = lines.kept()[d];
            int pf = problem.pf(d);
            double dear = upper(last(pf)) / (most ? 1 : kept);
            add(most ? Limit.PFMAX : Limit.PTMAX, element, served, line.pmaxMw(), base, dear);
            double cheap = lower(pf) / (least ? 1 : kept);
            add(least ? Limit.PFMIN : Limit.PTMIN, element, served, line.pminMw(), -base, cheap);
            add(Limit.QFMAX, element, from, mw(lines.qmaxf()[d], line.qmaxfMvar()), base, upper(problem.qf(d)));
            add(Limit.QFMIN, element, from, mw(lines.qminf()[d], line.qminfMvar()), -base, lower(problem.qf(d)));
            add(Limit.QTMAX, element, to, mw(lines.qmaxt()[d], line.qmaxtMvar()), base, upper(problem.qt(d)));
            add(Limit.QTMIN, element, to, mw(lines.qmint()[d], line.qmintMvar()), -base, lower(problem.qt(d)));
        }
    }

    private void addBranches() {
        BranchData branches = network.branches();
        BranchLimits limits = problem.limits();
        double[] y = point.y();
        double degrees = Math.toDegrees(1);
        for (int l = 0; l < branches.count(); l++) {
            Element branch = Element.branch(original, branches.place()[l]);
            int bus = branches.from()[l];
            Branch given = original.branches().get(branches.place()[l]);
            if (limits.ratedAt(l) >= 0) {
                addRate(branch, l, mw(branches.rate()[l], given.rateAMva()), limits.ratedAt(l));
            }
            int angmax = limits.angmaxAt(l);
            if (angmax >= 0) {
                add(
                        Limit.ANGMAX,
                        branch,
                        bus,
                        degrees(branches.angmax()[l], given.angmaxDegrees()),
                        degrees,
                        y[angmax]);
            }
            int angmin = limits.angminAt(l);
            if (angmin >= 0) {
                add(
                        Limit.ANGMIN,
                        branch,
                        bus,
                        degrees(branches.angmin()[l], given.angminDegrees()),
                        -degrees,
                        y[angmin]);
            }
        }
    }

    private static double degrees(double limit, double given) {
        return Diagnosis.asGiven(Math.toDegrees(limit), given);
    }

    /**
     * Adds a rate. Its inequality (f^2 - r^2) / 2r falls by (f^2 + r^2) / 2r^2 with r, and to zero at r = f: up to there it saves what
     * it misses itself, on average (f + r) / 2r for each p.u., and after that what its flow keeps from others.
     */
    private void addRate(Element branch, int l, double bound, int at) {
        double[] h = problem.inequalities();
        double[] y = point.y();
        double rate = network.branches().rate()[l];
        int bus = network.branches().from()[l];
        double own = y[at] * Math.max(0, h[at]) + y[at + 1] * Math.max(0, h[at + 1]);
        double worst = Math.max(0, Math.max(h[at], h[at + 1]));
        double beyond = problem.isLinear() ? worst : Math.sqrt(rate * rate + 2 * rate * worst) - rate;
        double change = beyond + Math.max(0, missed[island[bus]] - own) / (y[at] + y[at + 1]);
        Limit limit = y[at] >= y[at + 1] ? Limit.RATE_A_FROM : Limit.RATE_A_TO;
        addChange(limit, branch, bound, base, missed[island[bus]] / change, change);
    }
}
