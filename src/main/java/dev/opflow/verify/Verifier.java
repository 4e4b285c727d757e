package dev.opflow.verify;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.BusPower;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element.Kind;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Islands;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds a solution against its case: flows, power balance, every limit and the cost, recomputed from voltages and dispatch. Only
 * what the case says counts; what the engine says of flows or residuals is not asked.
 */
public final class Verifier {
    /** The usual tolerance: p.u. of power and voltage, radians, relative for the objective. */
    public static final double TOLERANCE = 1e-6;

    private final Network network;
    private final Solution solution;
    private final SolveOptions options;
    /** Whether this is about DC power flow. The other two models are equations of one and the same circuit. */
    private final boolean dc;

    private final Violations violations;
    private final BusIndex index;
    private final Participants participants;
    private final Islands islands;
    private final double base;
    private final double[] p;
    private final double[] q;
    private final BranchFlows flows;
    private final @Nullable Prices prices;
    /** $/h. */
    private double penalties;

    private Verifier(Network network, Solution solution, SolveOptions options, double tolerance) {
        this.network = network;
        this.solution = solution;
        this.options = options;
        dc = options.model() == SolveOptions.Model.DCOPF;
        violations = new Violations(network, tolerance);
        index = network.busIndex();
        participants = Participants.of(network);
        islands = Islands.of(network);
        base = network.baseMva();
        p = new double[network.buses().size()];
        q = new double[network.buses().size()];
        int branches = network.branches().size();
        flows = new BranchFlows(new double[branches], new double[branches], new double[branches], new double[branches]);
        Multipliers multipliers = solution.multipliers();
        prices = multipliers != null && Scope.hasPrices(options)
                ? new Prices(network, solution, multipliers, options, violations)
                : null;
    }

    /**
     * Recomputes a solution.
     *
     * @param network the case; checked
     * @param solution what an engine claims to solve it
     * @param options what was asked of the engine: rates count unless they were to be ignored
     * @param tolerance largest violation that passes
     * @return where options or elements take part that are not modelled here, this is a violation too
     * @throws IllegalArgumentException when the solution's arrays do not fit the network
     */
    public static Verification verify(Network network, Solution solution, SolveOptions options, double tolerance) {
        requireLength(solution.vmPu(), network.buses().size());
        requireLength(solution.vaDegrees(), network.buses().size());
        requireLength(solution.pgMw(), network.generators().size());
        requireLength(solution.qgMvar(), network.generators().size());
        for (BusPower power : new BusPower[] {solution.loadloss(), solution.imbalance()}) {
            if (power != null) {
                requireLength(power.mw(), network.buses().size());
                requireLength(power.mvar(), network.buses().size());
            }
        }
        for (double[] values : byDcLine(solution.dcLines())) {
            requireLength(values, network.dcLines().size());
        }
        if (solution.multipliers() != null) {
            requireLengths(network, solution.multipliers());
        }
        return new Verifier(network, solution, options, tolerance).run(tolerance);
    }

    private static void requireLengths(Network network, Multipliers multipliers) {
        for (double[] values : byBus(multipliers)) {
            requireLength(values, network.buses().size());
        }
        for (double[] values : byGenerator(multipliers)) {
            requireLength(values, network.generators().size());
        }
        for (double[] values : byBranch(multipliers)) {
            requireLength(values, network.branches().size());
        }
        for (double[] values : byDcLine(multipliers.dcLines())) {
            requireLength(values, network.dcLines().size());
        }
    }

    private static double[][] byBus(Multipliers m) {
        return new double[][] {m.lamP(), m.lamQ(), m.muVmax(), m.muVmin()};
    }

    private static double[][] byGenerator(Multipliers m) {
        return new double[][] {m.muPmax(), m.muPmin(), m.muQmax(), m.muQmin()};
    }

    private static double[][] byBranch(Multipliers m) {
        return new double[][] {m.muSf(), m.muSt(), m.muAngmin(), m.muAngmax()};
    }

    private static double[][] byDcLine(DcLineFlows flows) {
        return new double[][] {flows.pfMw(), flows.ptMw(), flows.qfMvar(), flows.qtMvar()};
    }

    private static double[][] byDcLine(DcLinePrices m) {
        return new double[][] {m.muPmin(), m.muPmax(), m.muQminF(), m.muQmaxF(), m.muQminT(), m.muQmaxT()};
    }

    private static void requireLength(double[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("solution has " + values.length + " values for " + length + " elements");
        }
    }

    private Verification run(double tolerance) {
        Scope.check(network, options, violations);
        checkFinite();
        addBuses();
        addLoadloss();
        addImbalance();
        addGenerators();
        addBranches();
        addDcLines();
        checkPrices();
        double mismatch = checkBalance();
        double objective = cost() + penalties;
        double gap = Math.abs(solution.objective() - objective) / Math.max(1, Math.abs(objective));
        violations.check(Limit.OBJECTIVE, Kind.NETWORK, 0, solution.objective(), objective, gap);
        return new Verification(
                tolerance,
                objective,
                mismatch,
                violations.largestOfLimits(),
                gap,
                prices == null ? null : prices.optimality(),
                violations.worstFirst(),
                flows);
    }

    private void checkFinite() {
        for (int i = 0; i < p.length; i++) {
            // an isolated bus keeps what the case has, whatever that is
            if (!participants.isIsolated(i)) {
                violations.finite(Kind.BUS, i, solution.vmPu()[i], solution.vaDegrees()[i]);
            }
        }
        for (int g = 0; g < solution.pgMw().length; g++) {
            violations.finite(Kind.GENERATOR, g, solution.pgMw()[g], solution.qgMvar()[g]);
        }
        checkFinite(Kind.DC_LINE, byDcLine(solution.dcLines()));
        Multipliers multipliers = solution.multipliers();
        if (multipliers != null) {
            checkFinite(Kind.DC_LINE, byDcLine(multipliers.dcLines()));
            checkFinite(Kind.BUS, byBus(multipliers));
            checkFinite(Kind.GENERATOR, byGenerator(multipliers));
            checkFinite(Kind.BRANCH, byBranch(multipliers));
        }
    }

    private void checkFinite(Kind kind, double[][] columns) {
        for (double[] column : columns) {
            for (int i = 0; i < column.length; i++) {
                violations.finite(kind, i, column[i]);
            }
        }
    }

    /** By bus: what its voltage is to be fixed at, p.u.; NaN where it is not. */
    private double[] setpoints() {
        double[] setpoints = new double[p.length];
        Arrays.fill(setpoints, Double.NaN);
        if (options.genbusvoltage() == GeneratorBusVoltage.FIXED_AT_SETPOINT) {
            for (Generator generator : network.generators()) {
                int bus = index.at(generator.bus());
                setpoints[bus] = participants.has(generator) ? generator.vgPu() : setpoints[bus];
            }
        }
        return setpoints;
    }

    private void addBuses() {
        double[] setpoints = setpoints();
        for (int i = 0; i < p.length; i++) {
            Bus bus = network.buses().get(i);
            double vm = solution.vmPu()[i];
            double va = solution.vaDegrees()[i];
            double turned = Math.toRadians(distance(va, bus.vaDegrees()));
            if (participants.isIsolated(i)) {
                violations.check(Limit.ISOLATED_VM, Kind.BUS, i, vm, bus.vmPu(), distance(vm, bus.vmPu()));
                violations.check(Limit.ISOLATED_VA, Kind.BUS, i, va, bus.vaDegrees(), turned);
                continue;
            }
            if (dc) {
                p[i] = (bus.pdMw() + bus.gsMw()) / base;
                violations.check(Limit.DC_VM, Kind.BUS, i, vm, 1, Math.abs(vm - 1));
            } else {
                p[i] = (bus.pdMw() + bus.gsMw() * vm * vm) / base;
                q[i] = (bus.qdMvar() - bus.bsMvar() * vm * vm) / base;
                violations.above(Limit.VMAX, Kind.BUS, i, vm, bus.vmaxPu(), 1);
                violations.below(Limit.VMIN, Kind.BUS, i, vm, bus.vminPu(), 1);
            }
            if (prices != null) {
                prices.add(bus, i, setpoints[i]);
            }
            if (islands.isReference(i)) {
                violations.check(Limit.REFERENCE_ANGLE, Kind.BUS, i, va, bus.vaDegrees(), turned);
            }
        }
    }

    /** What is not served where it may be. Without the option whatever is claimed does not count, and a mismatch is one. */
    private void addLoadloss() {
        BusPower lost = solution.loadloss();
        if (!options.includeLoadlossVariables() || lost == null) {
            return;
        }
        for (int i = 0; i < p.length; i++) {
            Bus bus = network.buses().get(i);
            boolean served = !participants.isIsolated(i);
            double pd = served ? Math.max(0, bus.pdMw()) : 0;
            double qd = served ? Math.max(0, bus.qdMvar()) : 0;
            violations.finite(Kind.BUS, i, lost.mw()[i], lost.mvar()[i]);
            violations.above(Limit.LOADLOSS_PMAX, Kind.BUS, i, lost.mw()[i], pd, base);
            violations.below(Limit.LOADLOSS_PMIN, Kind.BUS, i, lost.mw()[i], 0, base);
            violations.above(Limit.LOADLOSS_QMAX, Kind.BUS, i, lost.mvar()[i], qd, base);
            violations.below(Limit.LOADLOSS_QMIN, Kind.BUS, i, lost.mvar()[i], 0, base);
            p[i] -= lost.mw()[i] / base;
            q[i] -= lost.mvar()[i] / base;
            penalties += options.loadlossPenalty() * (lost.mw()[i] + lost.mvar()[i]);
        }
    }

    /** What comes from nowhere or goes there, where it may. */
    private void addImbalance() {
        BusPower missed = solution.imbalance();
        if (!options.includePowerimbalanceVariables() || missed == null) {
            return;
        }
        for (int i = 0; i < p.length; i++) {
            violations.finite(Kind.BUS, i, missed.mw()[i], missed.mvar()[i]);
            p[i] += missed.mw()[i] / base;
            q[i] += missed.mvar()[i] / base;
            penalties += options.powerimbalancePenalty() * (Math.abs(missed.mw()[i]) + Math.abs(missed.mvar()[i]));
        }
    }

    /** Zero for the same value, also where that is no number. */
    private static double distance(double a, double b) {
        return Double.compare(a, b) == 0 ? 0 : Math.abs(a - b);
    }

    private void addGenerators() {
        GeneratorLimits limits = new GeneratorLimits(violations, base);
        for (int g = 0; g < solution.pgMw().length; g++) {
            Generator generator = network.generators().get(g);
            int bus = index.at(generator.bus());
            double pg = solution.pgMw()[g];
            double qg = solution.qgMvar()[g];
            if (participants.has(generator)) {
                p[bus] -= pg / base;
                limits.checkActive(generator, g, pg);
                if (dc) {
                    violations.check(Limit.DC_QG, Kind.GENERATOR, g, qg, 0, Math.abs(qg) / base);
                } else {
                    q[bus] -= qg / base;
                    limits.checkReactive(generator, g, pg, qg);
                }
                if (prices != null) {
                    prices.add(generator, g, bus);
                }
                if (options.genbusvoltage() == GeneratorBusVoltage.FIXED_AT_SETPOINT) {
                    double vm = solution.vmPu()[bus];
                    violations.check(Limit.VG, Kind.BUS, bus, vm, generator.vgPu(), Math.abs(vm - generator.vgPu()));
                }
            } else {
                violations.check(Limit.IDLE_PG, Kind.GENERATOR, g, pg, 0, Math.abs(pg) / base);
                violations.check(Limit.IDLE_QG, Kind.GENERATOR, g, qg, 0, Math.abs(qg) / base);
            }
        }
    }

    private void addBranches() {
        BranchFlow section = dc ? new DcBranch() : new PiSection();
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            int f = index.at(branch.fromBus());
            int t = index.at(branch.toBus());
            if (!participants.has(branch)) {
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
            checkBranch(branch, l, section, Math.toDegrees(af - at));
            if (prices != null) {
                prices.add(branch, l, f, t, section, Math.toDegrees(af - at));
            }
        }
    }

    /** No rate is 0 or infinite; no angle limit is a full turn, or 0 at both sides (MATPOWER's {@code makeAang}). */
    private void checkBranch(Branch branch, int l, BranchFlow section, double angle) {
        double rate = branch.rateAMva();
        if (!options.ignoreLineflowConstraints() && rate != 0) {
            violations.above(Limit.RATE_A_FROM, Kind.BRANCH, l, section.from() * base, rate, base);
            violations.above(Limit.RATE_A_TO, Kind.BRANCH, l, section.to() * base, rate, base);
        }
        double angmin = branch.angminDegrees();
        double angmax = branch.angmaxDegrees();
        if (angmin == 0 && angmax == 0) {
            return;
        }
        if (angmax < 360) {
            violations.above(Limit.ANGMAX, Kind.BRANCH, l, angle, angmax, Math.toDegrees(1));
        }
        if (angmin > -360) {
            violations.below(Limit.ANGMIN, Kind.BRANCH, l, angle, angmin, Math.toDegrees(1));
        }
    }

    private void addDcLines() {
        DcLineLimits limits = new DcLineLimits(violations, base);
        DcLineFlows all = solution.dcLines();
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            double pf = all.pfMw()[d];
            double pt = all.ptMw()[d];
            double qf = all.qfMvar()[d];
            double qt = all.qtMvar()[d];
            if (participants.has(line)) {
                int f = index.at(line.fromBus());
                int t = index.at(line.toBus());
                p[f] += pf / base;
                p[t] -= pt / base;
                limits.checkActive(line, d, pf, pt);
                if (dc) {
                    violations.check(Limit.DC_QG, Kind.DC_LINE, d, qf, 0, Math.abs(qf) / base);
                    violations.check(Limit.DC_QG, Kind.DC_LINE, d, qt, 0, Math.abs(qt) / base);
                } else {
                    q[f] -= qf / base;
                    q[t] -= qt / base;
                    limits.checkReactive(line, d, qf, qt);
                }
                if (prices != null) {
                    prices.add(line, d, f, t);
                }
            } else {
                limits.checkIdle(d, pf, pt, qf, qt);
            }
        }
    }

    private void checkPrices() {
        for (int i = 0; prices != null && i < p.length; i++) {
            if (!participants.isIsolated(i)) {
                prices.checkVoltage(i, !islands.isReference(i));
            }
        }
    }

    private double checkBalance() {
        double largest = 0;
        for (int i = 0; i < p.length; i++) {
            largest = Math.max(largest, Math.max(Math.abs(p[i]), Math.abs(q[i])));
            violations.check(Limit.ACTIVE_POWER_BALANCE, Kind.BUS, i, p[i] * base, 0, Math.abs(p[i]));
            violations.check(Limit.REACTIVE_POWER_BALANCE, Kind.BUS, i, q[i] * base, 0, Math.abs(q[i]));
        }
        return largest;
    }

    private double cost() {
        double sum = 0;
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (participants.has(generator)) {
                sum += cost(generator.pCost(), solution.pgMw()[g])
                        + (dc ? 0 : cost(generator.qCost(), solution.qgMvar()[g]));
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            DcLine line = network.dcLines().get(d);
            if (participants.has(line)) {
                sum += cost(line.cost(), solution.dcLines().pfMw()[d]);
            }
        }
        return sum;
    }

    private static double cost(@Nullable Cost cost, double power) {
        return cost == null ? 0 : cost.at(power);
    }
}
