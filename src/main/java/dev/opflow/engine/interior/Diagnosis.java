package dev.opflow.engine.interior;

import dev.opflow.engine.Relief;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.BranchLimits;
import dev.opflow.engine.formulation.CapabilitySides;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What is missed at a point of least violation, and what holds it there. */
final class Diagnosis {
    /** Below this, p.u. or radians, nothing is missed: a verification would let it pass. */
    static final double FORGIVEN = 1e-6;
    /** Price of a violation that is there to stay; below it, it would vanish if the method went on. */
    private static final double LASTING = 0.9;
    /** Parts of the largest violation that the point is not exact enough to tell from zero. */
    private static final double UNCERTAIN = 1e-3;
    /** Of a number, what a change of its unit may do to it. */
    private static final double ROUND_OFF = 1e-12;

    private final AcOpf problem;
    private final AcNetwork network;
    private final double base;
    private final Iterate point;
    private double leastPrice;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Relief> reliefs;
    /** By bus, and what is missed in each. */
    private final int[] island;

    private final double[] missed;

    /**
     * Looks at a point.
     *
     * @param problem evaluated at the point
     * @param point with the multipliers of its violation
     * @param original the case that the problem was posed of
     */
    Diagnosis(AcOpf problem, Iterate point, Network original) {
        this.problem = problem;
        this.point = point;
        network = problem.network();
        base = network.baseMva();
        island = network.islands();
        missed = new double[island.length];
        gather(LASTING);
        if (violations.isEmpty()) {
            gather(0);
        }
        violations.sort(Comparator.comparingDouble(Violation::excess).reversed());
        violations.removeIf(violation ->
                violation.excess() < UNCERTAIN * violations.getFirst().excess());
        reliefs = Reliefs.of(problem, point, original, island, missed);
    }

    /** The largest violation of a constraint at the point of the last evaluation, p.u. or radians. */
    static double worst(AcOpf problem) {
        double largest = 0;
        for (double c : problem.balance()) {
            largest = Math.max(largest, Math.abs(c));
        }
        for (double h : problem.inequalities()) {
            largest = Math.max(largest, h);
        }
        return largest;
    }

    /** What is missed, worst first: of a balance what the bus lacks, MW or MVAr; negative where it has too much. */
    List<Violation> violations() {
        return violations;
    }

    /** What stands in the way, that with the least effort first. */
    List<Relief> reliefs() {
        return reliefs;
    }

    private void gather(double lasting) {
        leastPrice = lasting;
        addBalances();
        addBranches();
        addCapabilities(problem.dispatch().sides(), problem.limits().count());
    }

    private void addCapabilities(CapabilitySides sides, int at) {
        for (int c = 0; c < sides.count(); c++) {
            if (isMissed(at + c)) {
                int g = sides.generator(c);
                double qg = problem.dispatch().reactive(point.x(), g);
                double beyond = problem.inequalities()[at + c] / sides.byQ(c);
                violations.add(new Violation(
                        sides.byQ(c) > 0 ? Limit.QMAX_AT_PG : Limit.QMIN_AT_PG,
                        Element.generator(
                                network.network(), network.generators().place()[g]),
                        qg * base,
                        (qg - beyond) * base,
                        Math.abs(beyond)));
                // as it is counted where its price is found
                missed[island[network.generators().bus()[g]]] += problem.inequalities()[at + c];
            }
        }
    }

    private void addBalances() {
        double[] c = problem.balance();
        int nb = c.length / 2;
        for (int i = 0; i < nb; i++) {
            addBalance(Limit.ACTIVE_POWER_BALANCE, i, c[i], point.lambda()[i]);
            addBalance(Limit.REACTIVE_POWER_BALANCE, i, c[nb + i], point.lambda()[nb + i]);
        }
    }

    private void addBalance(Limit limit, int bus, double lacking, double price) {
        if (Math.abs(price) > leastPrice && Math.abs(lacking) > FORGIVEN) {
            add(bus, new Violation(limit, bus(bus), lacking * base, 0, Math.abs(lacking)));
        }
    }

    private void add(int bus, Violation violation) {
        violations.add(violation);
        missed[island[bus]] += violation.excess();
    }

    private Element bus(int i) {
        return Element.bus(network.network(), network.buses().place()[i]);
    }

    private void addBranches() {
        BranchData branches = network.branches();
        BranchLimits limits = problem.limits();
        for (int l = 0; l < branches.count(); l++) {
            if (limits.ratedAt(l) >= 0) {
                addRate(Limit.RATE_A_FROM, l, limits.ratedAt(l));
                addRate(Limit.RATE_A_TO, l, limits.ratedAt(l) + 1);
            }
            double difference = point.x()[branches.from()[l]] - point.x()[branches.to()[l]];
            Branch given = network.network().branches().get(branches.place()[l]);
            addAngle(
                    Limit.ANGMAX,
                    l,
                    limits.angmaxAt(l),
                    difference,
                    asGiven(Math.toDegrees(branches.angmax()[l]), given.angmaxDegrees()));
            addAngle(
                    Limit.ANGMIN,
                    l,
                    limits.angminAt(l),
                    difference,
                    asGiven(Math.toDegrees(branches.angmin()[l]), given.angminDegrees()));
        }
    }

    private void addRate(Limit limit, int branch, int at) {
        double rate = network.branches().rate()[branch];
        double h = problem.inequalities()[at];
        if (isMissed(at)) {
            double flow = problem.isLinear() ? rate + h : Math.sqrt(rate * rate + 2 * rate * h);
            Element element = branch(branch);
            double given = network.network().branches().get(element.index()).rateAMva();
            violations.add(new Violation(limit, element, flow * base, asGiven(rate * base, given), flow - rate));
            // as it is counted where its price is found
            missed[island[network.branches().from()[branch]]] += h;
        }
    }

    /** The case's own number for a limit that went through another unit; what an option made of it where it is another. */
    static double asGiven(double limit, double given) {
        return Math.abs(limit - given) <= ROUND_OFF * Math.abs(given) ? given : limit;
    }

    private boolean isMissed(int inequality) {
        return point.y()[inequality] > leastPrice && problem.inequalities()[inequality] > FORGIVEN;
    }

    private void addAngle(Limit limit, int branch, int at, double difference, double boundDegrees) {
        if (at >= 0 && isMissed(at)) {
            add(
                    network.branches().from()[branch],
                    new Violation(
                            limit,
                            branch(branch),
                            Math.toDegrees(difference),
                            boundDegrees,
                            problem.inequalities()[at]));
        }
    }

    private Element branch(int l) {
        return Element.branch(network.network(), network.branches().place()[l]);
    }

    /** The diagnosis in words. */
    String message() {
        return "No point near the one found meets all limits. There, most is missed at "
                + words(violations.getFirst())
                + (violations.size() > 1 ? " (and less at " + (violations.size() - 1) + " more)." : ".")
                + (reliefs.isEmpty() ? " To first order, no one limit would do that gave way alone." : "");
    }

    private static String words(Violation violation) {
        boolean balance =
                violation.limit() == Limit.ACTIVE_POWER_BALANCE || violation.limit() == Limit.REACTIVE_POWER_BALANCE;
        return balance
                ? String.format(
                        Locale.ROOT,
                        "%s, which %s %.4g %s",
                        violation.element().label(),
                        violation.value() > 0 ? "lacks" : "has too much, by",
                        Math.abs(violation.value()),
                        violation.limit().unit())
                : violation.toString();
    }
}
