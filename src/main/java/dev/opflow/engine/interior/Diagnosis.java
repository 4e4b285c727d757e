package dev.opflow.engine.interior;

import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.BranchLimits;
import dev.opflow.grid.Element;
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
    /** Prices of violation below this are none. */
    private static final double HOLDING = 1e-2;

    private final AcOpf problem;
    private final AcNetwork network;
    private final double base;
    private final Iterate point;
    private double leastPrice;
    private final List<Violation> violations = new ArrayList<>();

    /**
     * Looks at a point.
     *
     * @param problem evaluated at the point
     * @param point with the multipliers of its violation
     */
    Diagnosis(AcOpf problem, Iterate point) {
        this.problem = problem;
        this.point = point;
        network = problem.network();
        base = network.baseMva();
        gather(LASTING);
        if (violations.isEmpty()) {
            gather(0);
        }
        violations.sort(Comparator.comparingDouble(Violation::excess).reversed());
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

    private void gather(double lasting) {
        leastPrice = lasting;
        addBalances();
        addBranches();
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
            violations.add(new Violation(limit, bus(bus), lacking * base, 0, Math.abs(lacking)));
        }
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
            addAngle(Limit.ANGMAX, l, limits.angmaxAt(l), difference, branches.angmax()[l]);
            addAngle(Limit.ANGMIN, l, limits.angminAt(l), difference, branches.angmin()[l]);
        }
    }

    private void addRate(Limit limit, int branch, int at) {
        double rate = network.branches().rate()[branch];
        double h = problem.inequalities()[at];
        if (isMissed(at)) {
            double flow = Math.sqrt(rate * rate + 2 * rate * h);
            violations.add(new Violation(limit, branch(branch), flow * base, rate * base, flow - rate));
        }
    }

    private boolean isMissed(int inequality) {
        return point.y()[inequality] > leastPrice && problem.inequalities()[inequality] > FORGIVEN;
    }

    private void addAngle(Limit limit, int branch, int at, double difference, double bound) {
        if (at >= 0 && isMissed(at)) {
            violations.add(new Violation(
                    limit,
                    branch(branch),
                    Math.toDegrees(difference),
                    Math.toDegrees(bound),
                    problem.inequalities()[at]));
        }
    }

    private Element branch(int l) {
        return Element.branch(network.network(), network.branches().place()[l]);
    }

    /** The diagnosis in words. */
    String message() {
        Violation worst = violations.getFirst();
        return "No point near the one found meets all limits. What is missed least there: "
                + words(worst)
                + (violations.size() > 1 ? " (and " + (violations.size() - 1) + " more)" : "")
                + holding()
                + ".";
    }

    private static String words(Violation violation) {
        boolean balance =
                violation.limit() == Limit.ACTIVE_POWER_BALANCE || violation.limit() == Limit.REACTIVE_POWER_BALANCE;
        return balance
                ? String.format(
                        Locale.ROOT,
                        "%s %s %.4g %s",
                        violation.element().label(),
                        violation.value() > 0 ? "lacks" : "has too much, by",
                        Math.abs(violation.value()),
                        violation.limit().unit())
                : violation.toString();
    }

    /** The voltage limit whose change would help most. */
    private String holding() {
        double highest = HOLDING;
        String text = "";
        for (int i = 0; i < network.buses().count(); i++) {
            int v = problem.v(i);
            if (point.zu()[v] > highest) {
                highest = point.zu()[v];
                text = "; of the voltage limits, vmax of " + bus(i).label() + " is most in the way";
            }
            if (point.zl()[v] > highest) {
                highest = point.zl()[v];
                text = "; of the voltage limits, vmin of " + bus(i).label() + " is most in the way";
            }
        }
        return text;
    }
}
