package dev.opflow.verify;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;
import java.util.Arrays;

/**
 * Holds a solution against its case: flows, power balance, every limit and the cost, recomputed from voltages and dispatch. Only
 * what the case says counts; what the engine says of flows or residuals is not asked.
 */
public final class Verifier {
    /** The usual tolerance: p.u. of power and voltage, radians, relative for the objective. */
    public static final double TOLERANCE = 1e-6;

    private final Network network;
    private final Solution solution;
    private final boolean rated;
    private final Violations violations;
    private final BusIndex index;
    private final Islands islands;
    private final double base;
    private final double[] p;
    private final double[] q;
    private final BranchFlows flows;

    private Verifier(Network network, Solution solution, SolveOptions options, double tolerance) {
        this.network = network;
        this.solution = solution;
        rated = !options.ignoreLineflowConstraints();
        violations = new Violations(tolerance);
        index = network.busIndex();
        islands = Islands.of(network);
        base = network.baseMva();
        p = new double[network.buses().size()];
        q = new double[network.buses().size()];
        int branches = network.branches().size();
        flows = new BranchFlows(new double[branches], new double[branches], new double[branches], new double[branches]);
    }

    /**
     * Recomputes a solution.
     *
     * @param network the case; checked, and without DC lines in service
     * @param solution what an engine claims to solve it
     * @param options what was asked of the engine: rates count unless they were to be ignored
     * @param tolerance largest violation that passes
     * @throws IllegalArgumentException when the solution's arrays do not fit the network, or DC lines are in service
     */
    public static Verification verify(Network network, Solution solution, SolveOptions options, double tolerance) {
        requireLength(solution.vmPu(), network.buses().size());
        requireLength(solution.vaDegrees(), network.buses().size());
        requireLength(solution.pgMw(), network.generators().size());
        requireLength(solution.qgMvar(), network.generators().size());
        if (network.dcLines().stream().anyMatch(line -> line.inService())) {
            throw new IllegalArgumentException("a solution does not tell the flows of DC lines yet");
        }
        return new Verifier(network, solution, options, tolerance).run(tolerance);
    }

    private static void requireLength(double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("solution has " + values.length + " values for " + length + " elements");
        }
    }

    private Verification run(double tolerance) {
        checkFinite();
        addBuses();
        addGenerators();
        addBranches();
        double mismatch = checkBalance();
        double objective = cost();
        double gap = Math.abs(solution.objective() - objective) / Math.max(1, Math.abs(objective));
        violations.check(Limit.OBJECTIVE, Element.NETWORK, solution.objective(), objective, gap);
        return new Verification(
                tolerance, objective, mismatch, violations.largestOfLimits(), gap, violations.worstFirst(), flows);
    }

    private void checkFinite() {
        for (int i = 0; i < p.length; i++) {
            double sum = solution.vmPu()[i] + solution.vaDegrees()[i];
            if (!Double.isFinite(sum)) {
                violations.check(Limit.FINITE, Element.bus(network, i), sum, 0, Double.POSITIVE_INFINITY);
            }
        }
        for (int g = 0; g < solution.pgMw().length; g++) {
            double sum = solution.pgMw()[g] + solution.qgMvar()[g];
            if (!Double.isFinite(sum)) {
                violations.check(Limit.FINITE, Element.generator(network, g), sum, 0, Double.POSITIVE_INFINITY);
            }
        }
    }

    private void addBuses() {
        for (int i = 0; i < p.length; i++) {
            Bus bus = network.buses().get(i);
            double vm = solution.vmPu()[i];
            double va = solution.vaDegrees()[i];
            double turned = Math.toRadians(Math.abs(va - bus.vaDegrees()));
            if (bus.type() == BusType.ISOLATED) {
                exceeds(Limit.ISOLATED_VM, Kind.BUS, i, vm, bus.vmPu(), Math.abs(vm - bus.vmPu()));
                exceeds(Limit.ISOLATED_VA, Kind.BUS, i, va, bus.vaDegrees(), turned);
                continue;
            }
            p[i] = (bus.pdMw() + bus.gsMw() * vm * vm) / base;
            q[i] = (bus.qdMvar() - bus.bsMvar() * vm * vm) / base;
            above(Limit.VMAX, Kind.BUS, i, vm, bus.vmaxPu(), 1);
            below(Limit.VMIN, Kind.BUS, i, vm, bus.vminPu(), 1);
            if (islands.isReference(i)) {
                exceeds(Limit.REFERENCE_ANGLE, Kind.BUS, i, va, bus.vaDegrees(), turned);
            }
        }
    }

    private void addGenerators() {
        for (int g = 0; g < solution.pgMw().length; g++) {
            Generator generator = network.generators().get(g);
            int bus = index.at(generator.bus());
            double pg = solution.pgMw()[g];
            double qg = solution.qgMvar()[g];
            if (takesPart(generator, bus)) {
                p[bus] -= pg / base;
                q[bus] -= qg / base;
                above(Limit.PMAX, Kind.GENERATOR, g, pg, generator.pmaxMw(), base);
                below(Limit.PMIN, Kind.GENERATOR, g, pg, generator.pminMw(), base);
                above(Limit.QMAX, Kind.GENERATOR, g, qg, generator.qmaxMvar(), base);
                below(Limit.QMIN, Kind.GENERATOR, g, qg, generator.qminMvar(), base);
            } else {
                exceeds(Limit.IDLE_PG, Kind.GENERATOR, g, pg, 0, Math.abs(pg) / base);
                exceeds(Limit.IDLE_QG, Kind.GENERATOR, g, qg, 0, Math.abs(qg) / base);
            }
        }
    }

    private boolean takesPart(Generator generator, int bus) {
        return generator.inService() && network.buses().get(bus).type() != BusType.ISOLATED;
    }

    private void addBranches() {
        PiSection section = new PiSection();
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            int f = index.at(branch.fromBus());
            int t = index.at(branch.toBus());
            if (!branch.inService()
                    || network.buses().get(f).type() == BusType.ISOLATED
                    || network.buses().get(t).type() == BusType.ISOLATED) {
                continue;
            }
            double af = Math.toRadians(solution.vaDegrees()[f]);
            double at = Math.toRadians(solution.vaDegrees()[t]);
            section.compute(branch, solution.vmPu()[f], af, solution.vmPu()[t], at);
            p[f] += section.pf();
            q[f] += section.qf();
            p[t] += section.pt();
            q[t] += section.qt();
            flows.pfMw()[l] = section.pf() * base;
            flows.qfMvar()[l] = section.qf() * base;
            flows.ptMw()[l] = section.pt() * base;
            flows.qtMvar()[l] = section.qt() * base;
            checkBranch(branch, l, Math.toDegrees(af - at));
        }
    }

    private void checkBranch(Branch branch, int l, double angle) {
        if (rated && branch.hasRateA()) {
            double from = Math.hypot(flows.pfMw()[l], flows.qfMvar()[l]);
            double to = Math.hypot(flows.ptMw()[l], flows.qtMvar()[l]);
            above(Limit.RATE_A_FROM, Kind.BRANCH, l, from, branch.rateAMva(), base);
            above(Limit.RATE_A_TO, Kind.BRANCH, l, to, branch.rateAMva(), base);
        }
        if (branch.hasAngmax()) {
            above(Limit.ANGMAX, Kind.BRANCH, l, angle, branch.angmaxDegrees(), Math.toDegrees(1));
        }
        if (branch.hasAngmin()) {
            below(Limit.ANGMIN, Kind.BRANCH, l, angle, branch.angminDegrees(), Math.toDegrees(1));
        }
    }

    private double checkBalance() {
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(p[i]), Math.abs(q[i])));
            exceeds(Limit.ACTIVE_POWER_BALANCE, Kind.BUS, i, p[i] * base, 0, Math.abs(p[i]));
            exceeds(Limit.REACTIVE_POWER_BALANCE, Kind.BUS, i, q[i] * base, 0, Math.abs(q[i]));
        }
        return largest;
    }

    private double cost() {
        double[] terms = new double[network.generators().size()];
        for (int g = 0; g < terms.length; g++) {
            Generator generator = network.generators().get(g);
            if (takesPart(generator, index.at(generator.bus()))) {
                terms[g] = (generator.pCost() == null ? 0 : generator.pCost().at(solution.pgMw()[g]))
                        + (generator.qCost() == null ? 0 : generator.qCost().at(solution.qgMvar()[g]));
            }
        }
        return Arrays.stream(terms).sum();
    }

    private enum Kind {
        BUS,
        GENERATOR,
        BRANCH
    }

    private void above(Limit limit, Kind kind, int at, double value, double bound, double unit) {
        violations.note(Math.max(0, (value - bound) / unit));
        exceeds(limit, kind, at, value, bound, (value - bound) / unit);
    }

    private void below(Limit limit, Kind kind, int at, double value, double bound, double unit) {
        violations.note(Math.max(0, (bound - value) / unit));
        exceeds(limit, kind, at, value, bound, (bound - value) / unit);
    }

    private void exceeds(Limit limit, Kind kind, int at, double value, double bound, double excess) {
        if (violations.isOne(excess)) {
            Element element = switch (kind) {
                case BUS -> Element.bus(network, at);
                case GENERATOR -> Element.generator(network, at);
                case BRANCH -> Element.branch(network, at);
            };
            violations.check(limit, element, value, bound, excess);
        }
    }
}
