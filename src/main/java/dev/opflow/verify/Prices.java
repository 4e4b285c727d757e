package dev.opflow.verify;

import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element.Kind;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import org.jspecify.annotations.Nullable;

/**
 * Holds a solution's prices against the first-order conditions of a local optimum (W. Karush, H. W. Kuhn, A. W. Tucker): with L
 * the cost plus each price times what its constraint is exceeded by, no variable changes L, no limit that is not met has a
 * price, and no limit's price is negative. Slopes are gathered here element by element, in $/h.
 */
final class Prices {
    /** Largest residual that passes with the usual tolerance of 1e-6, per unit at the largest price. */
    private static final double TOLERANCE = 1e-4;
    /** Where all prices are less than this, $/MWh, nothing costs anything and they are round-off. */
    private static final double LEAST_PRICE = 1e-3;

    private final Network network;
    private final Solution solution;
    private final Multipliers mu;
    /** Whether this is about DC power flow, in which nothing reactive and no magnitude has a price. */
    private final boolean dc;

    private final Violations violations;
    private final double base;
    /** Slope of L by each bus's angle, $/h per radian, and magnitude, $/h per p.u. */
    private final double[] byAngle;

    private final double[] byMagnitude;
    /** A p.u. of power at the largest price, $/h. */
    private final double unit;

    private final double tolerance;
    private double stationarity;
    private double complementarity;

    /**
     * Prices to be checked.
     *
     * @param options what the engine was asked: its prices can't be better than the tolerance
     */
    Prices(Network network, Solution solution, Multipliers multipliers, SolveOptions options, Violations violations) {
        this.network = network;
        this.solution = solution;
        mu = multipliers;
        dc = options.model() == SolveOptions.Model.DCOPF;
        this.violations = violations;
        base = network.baseMva();
        byAngle = new double[network.buses().size()];
        byMagnitude = new double[byAngle.length];
        unit = base * Math.max(LEAST_PRICE, largestPrice());
        tolerance = TOLERANCE * Math.max(1, options.tolerance() / SolveOptions.DEFAULT.tolerance());
    }

    private double largestPrice() {
        double largest = 0;
        for (int i = 0; i < byAngle.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(mu.lamP()[i]), Math.abs(mu.lamQ()[i])));
        }
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (generator.inService()) {
                largest = Math.max(largest, Math.abs(CostSlopes.slope(generator.pCost(), solution.pgMw()[g])));
                largest =
                        Math.max(largest, dc ? 0 : Math.abs(CostSlopes.slope(generator.qCost(), solution.qgMvar()[g])));
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            if (line.inService()) {
                largest = Math.max(
                        largest,
                        Math.abs(
                                CostSlopes.slope(line.cost(), solution.dcLines().pfMw()[d])));
            }
        }
        return largest;
    }

    /** A generator that takes part, at a bus. */
    void add(Generator generator, int g, int bus) {
        double pg = solution.pgMw()[g];
        double qg = solution.qgMvar()[g];
        double muP = mu.muPmax()[g] - mu.muPmin()[g];
        double muQ = mu.muQmax()[g] - mu.muQmin()[g];
        double p = muP - mu.lamP()[bus];
        double q = muQ - mu.lamQ()[bus];
        if (dc) {
            limit(Kind.GENERATOR, g, mu.muPmax()[g], generator.pmaxMw() - pg);
            limit(Kind.GENERATOR, g, mu.muPmin()[g], pg - generator.pminMw());
            none(Kind.GENERATOR, g, mu.muQmax()[g], mu.muQmin()[g]);
            stationary(Limit.STATIONARITY_PG, Kind.GENERATOR, g, p, generator.pCost(), pg);
            return;
        }
        if (generator.hasCapabilityCurve()) {
            addCapability(g, muP, muQ, CapabilityRegion.of(generator).most(muP, muQ) - (muP * pg + muQ * qg));
        } else {
            limit(Kind.GENERATOR, g, mu.muPmax()[g], generator.pmaxMw() - pg);
            limit(Kind.GENERATOR, g, mu.muPmin()[g], pg - generator.pminMw());
            limit(Kind.GENERATOR, g, mu.muQmax()[g], generator.qmaxMvar() - qg);
            limit(Kind.GENERATOR, g, mu.muQmin()[g], qg - generator.qminMvar());
        }
        if (generator.hasConstantPowerFactor()) {
            // its MVAr follow its MW, at a ratio of either sign
            double ratio = (generator.qminMvar() + generator.qmaxMvar()) / generator.pminMw();
            CostSlopes slopes = new CostSlopes(generator.pCost(), generator.qCost(), ratio, pg);
            stationary(Limit.STATIONARITY_PG, Kind.GENERATOR, g, slopes, p + ratio * q, pg);
        } else {
            stationary(Limit.STATIONARITY_PG, Kind.GENERATOR, g, p, generator.pCost(), pg);
            stationary(Limit.STATIONARITY_QG, Kind.GENERATOR, g, q, generator.qCost(), qg);
        }
    }

    /** The prices of a generator's limits, sloped sides and all, belong to the point of its region that they favour most. */
    private void addCapability(int g, double muP, double muQ, double missed) {
        for (double[] price : new double[][] {mu.muPmax(), mu.muPmin(), mu.muQmax(), mu.muQmin()}) {
            violations.check(Limit.PRICE_SIGN, Kind.GENERATOR, g, price[g], 0, -price[g] * base / unit, tolerance);
        }
        if (muP != 0 || muQ != 0) {
            complementarity = Math.max(complementarity, Math.abs(missed) / unit);
            violations.check(Limit.COMPLEMENTARITY, Kind.GENERATOR, g, missed, 0, Math.abs(missed) / unit, tolerance);
        }
    }

    /** A DC line that takes part, between two buses. A negative limit is one of what arrives. */
    void add(DcLine line, int d, int f, int t) {
        DcLinePrices of = mu.dcLines();
        double pf = solution.dcLines().pfMw()[d];
        double kept = 1 - line.loss1();
        double pt = kept * pf - line.loss0Mw();
        boolean least = line.pminMw() >= 0;
        boolean most = line.pmaxMw() >= 0;
        limit(Kind.DC_LINE, d, of.muPmin()[d], (least ? pf : pt) - line.pminMw());
        limit(Kind.DC_LINE, d, of.muPmax()[d], line.pmaxMw() - (most ? pf : pt));
        double p = mu.lamP()[f]
                - kept * mu.lamP()[t]
                + of.muPmax()[d] * (most ? 1 : kept)
                - of.muPmin()[d] * (least ? 1 : kept);
        stationary(Limit.STATIONARITY_PF, Kind.DC_LINE, d, p, line.cost(), pf);
        if (dc) {
            none(Kind.DC_LINE, d, of.muQminF()[d], of.muQmaxF()[d], of.muQminT()[d], of.muQmaxT()[d]);
        } else {
            addReactive(line, d, f, t);
        }
    }

    private void addReactive(DcLine line, int d, int f, int t) {
        DcLinePrices of = mu.dcLines();
        double qf = solution.dcLines().qfMvar()[d];
        double qt = solution.dcLines().qtMvar()[d];
        limit(Kind.DC_LINE, d, of.muQminF()[d], qf - line.qminfMvar());
        limit(Kind.DC_LINE, d, of.muQmaxF()[d], line.qmaxfMvar() - qf);
        limit(Kind.DC_LINE, d, of.muQminT()[d], qt - line.qmintMvar());
        limit(Kind.DC_LINE, d, of.muQmaxT()[d], line.qmaxtMvar() - qt);
        double atFrom = -mu.lamQ()[f] + of.muQmaxF()[d] - of.muQminF()[d];
        double atTo = -mu.lamQ()[t] + of.muQmaxT()[d] - of.muQminT()[d];
        stationary(Limit.STATIONARITY_QF, Kind.DC_LINE, d, atFrom, base);
        stationary(Limit.STATIONARITY_QT, Kind.DC_LINE, d, atTo, base);
    }

    private void stationary(Limit limit, Kind kind, int at, double price, @Nullable Cost cost, double power) {
        stationary(limit, kind, at, new CostSlopes(cost, null, 0, power), price, power);
    }

    private void stationary(Limit limit, Kind kind, int at, CostSlopes slopes, double price, double power) {
        stationary(limit, kind, at, slopes.miss(-price, power, base) / base, base);
    }

    /**
     * A bus that is not isolated: its shunt and its limits.
     *
     * @param setpoint what its voltage is fixed at, p.u., which then is both of its limits; NaN where it is not
     */
    void add(Bus bus, int i, double setpoint) {
        if (dc) {
            none(Kind.BUS, i, mu.lamQ()[i], mu.muVmax()[i], mu.muVmin()[i]);
            return;
        }
        double vm = solution.vmPu()[i];
        boolean fixed = !Double.isNaN(setpoint);
        limit(Kind.BUS, i, mu.muVmax()[i], (fixed ? setpoint : bus.vmaxPu()) - vm);
        limit(Kind.BUS, i, mu.muVmin()[i], vm - (fixed ? setpoint : bus.vminPu()));
        byMagnitude[i] +=
                2 * vm * (bus.gsMw() * mu.lamP()[i] - bus.bsMvar() * mu.lamQ()[i]) + mu.muVmax()[i] - mu.muVmin()[i];
    }

    /**
     * A branch that takes part.
     *
     * @param section its flows at the solution
     * @param angle angle difference, degrees
     */
    void add(Branch branch, int l, int f, int t, BranchFlow section, double angle) {
        double sf = section.from();
        double st = section.to();
        limit(Kind.BRANCH, l, mu.muSf()[l], branch.rateAMva() - sf * base);
        limit(Kind.BRANCH, l, mu.muSt()[l], branch.rateAMva() - st * base);
        limit(Kind.BRANCH, l, mu.muAngmax()[l], branch.angmaxDegrees() - angle);
        limit(Kind.BRANCH, l, mu.muAngmin()[l], angle - branch.angminDegrees());
        // of |s|, where it has a slope: p dp + q dq by |s|; of a DC flow p itself
        double limitF = sf == 0 ? 0 : mu.muSf()[l] / sf;
        double limitT = st == 0 ? 0 : mu.muSt()[l] / st;
        double pf = base * (mu.lamP()[f] + limitF * section.pf());
        double qf = base * (mu.lamQ()[f] + limitF * section.qf());
        double pt = base * (mu.lamP()[t] + limitT * section.pt());
        double qt = base * (mu.lamQ()[t] + limitT * section.qt());
        double turn = Math.toDegrees(mu.muAngmax()[l] - mu.muAngmin()[l]);
        section.byFromAngle();
        byAngle[f] += section.change(pf, qf, pt, qt) + turn;
        section.byToAngle();
        byAngle[t] += section.change(pf, qf, pt, qt) - turn;
        section.byFromMagnitude(solution.vmPu()[f]);
        byMagnitude[f] += section.change(pf, qf, pt, qt);
        section.byToMagnitude(solution.vmPu()[t]);
        byMagnitude[t] += section.change(pf, qf, pt, qt);
    }

    /** What there is no such limit of has no price. */
    private void none(Kind kind, int at, double... prices) {
        for (double price : prices) {
            limit(kind, at, price, Double.POSITIVE_INFINITY);
        }
    }

    /** What is unlimited has no price, not even a small one. */
    private void limit(Kind kind, int at, double price, double distance) {
        if (price == 0) {
            return;
        }
        double product = price * Math.abs(distance);
        complementarity = Math.max(complementarity, Math.abs(product) / unit);
        violations.check(Limit.COMPLEMENTARITY, kind, at, product, 0, Math.abs(product) / unit, tolerance);
        violations.check(Limit.PRICE_SIGN, kind, at, price, 0, -price * base / unit, tolerance);
    }

    private void stationary(Limit limit, Kind kind, int at, double slope, double perUnit) {
        double residual = Math.abs(slope) * perUnit / unit;
        stationarity = Math.max(stationarity, residual);
        violations.check(limit, kind, at, slope, 0, residual, tolerance);
    }

    /** The conditions of a bus's voltage, once all that is connected to it has been added. */
    void checkVoltage(int bus, boolean angleIsFree) {
        stationary(Limit.STATIONARITY_VM, Kind.BUS, bus, byMagnitude[bus], 1);
        if (angleIsFree) {
            stationary(Limit.STATIONARITY_VA, Kind.BUS, bus, Math.toRadians(byAngle[bus]), Math.toDegrees(1));
        }
    }

    Verification.Optimality optimality() {
        return new Verification.Optimality(stationarity, complementarity);
    }
}
