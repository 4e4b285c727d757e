package dev.opflow.engine.formulation;

import dev.opflow.engine.BusPower;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.SolveOptions.Objective;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as the options pose it, said in terms of a case, so that formulations and methods need not know of options:
 *
 * <ul>
 *   <li>a voltage that is fixed has that value as both of its limits;
 *   <li>another objective than cost is another cost: nothing, or the squared deviation from a set-point, p.u.;
 *   <li>demand that may be lost, and power that may come from or go to nowhere, is the output of further generators, whose
 *       cost is the penalty. They follow those of the case.
 * </ul>
 */
public final class PosedCase {
    private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

    private final Network original;
    private final SolveOptions options;
    private final Network plain;
    private final Network whole;
    private final List<Slack> slacks;

    /** What the output of a further generator stands for. */
    public enum Meaning {
        /** Demand that is not served. */
        LOADLOSS,
        /** Active and reactive power from nowhere. */
        GAIN,
        /** Active power that vanishes. */
        ACTIVE_LEAK,
        /** Reactive power that vanishes. */
        REACTIVE_LEAK
    }

    /**
     * A further generator.
     *
     * @param meaning what its output stands for
     * @param bus place of its bus in the network
     */
    public record Slack(Meaning meaning, int bus) {}

    /**
     * Poses a case.
     *
     * @param original the case, checked
     * @param options what is asked of it; nothing that {@link OptionLimits} names
     */
    public PosedCase(Network original, SolveOptions options) {
        this.original = original;
        this.options = options;
        boolean fixed = options.genbusvoltage() == GeneratorBusVoltage.FIXED_AT_SETPOINT;
        boolean costs = options.objective() == Objective.MIN_GEN_COST;
        List<Bus> buses = fixed ? fixedVoltages(original) : original.buses();
        List<Generator> generators = costs
                ? original.generators()
                : original.generators().stream().map(this::withObjective).toList();
        plain = fixed || !costs ? with(buses, generators) : original;
        slacks = new ArrayList<>();
        whole = options.includeLoadlossVariables() || options.includePowerimbalanceVariables()
                ? with(buses, withSlacks(generators))
                : plain;
    }

    /** The case as it was given. */
    public Network original() {
        return original;
    }

    /** The case without further generators. */
    public Network plain() {
        return plain;
    }

    /** The case with all that the options add to it. */
    public Network whole() {
        return whole;
    }

    /** What the generators stand for that {@link #whole} has after those of {@link #plain}. */
    public List<Slack> slacks() {
        return slacks;
    }

    /** Whether nothing is minimised, not even a penalty. */
    public boolean isFree() {
        return options.objective() == Objective.NO_OBJ && slacks.isEmpty();
    }

    private Network with(List<Bus> buses, List<Generator> generators) {
        return new Network(
                original.name(),
                original.baseMva(),
                buses,
                generators,
                original.branches(),
                options.objective() == Objective.MIN_GEN_COST
                        ? original.dcLines()
                        : original.dcLines().stream().map(DcLine::withoutCost).toList(),
                original.extensions());
    }

    private static List<Bus> fixedVoltages(Network network) {
        List<Bus> buses = new ArrayList<>(network.buses());
        BusIndex index = network.busIndex();
        Participants participants = Participants.of(network);
        for (Generator generator : network.generators()) {
            if (participants.has(generator)) {
                int i = index.at(generator.bus());
                buses.set(i, withVoltage(buses.get(i), generator.vgPu()));
            }
        }
        return buses;
    }

    private static Bus withVoltage(Bus bus, double vm) {
        return new Bus(
                bus.number(),
                bus.type(),
                bus.pdMw(),
                bus.qdMvar(),
                bus.gsMw(),
                bus.bsMvar(),
                bus.area(),
                vm,
                bus.vaDegrees(),
                bus.baseKv(),
                bus.zone(),
                vm,
                vm,
                bus.name());
    }

    private Generator withObjective(Generator generator) {
        double unit = 1 / original.baseMva();
        double setpoint = setpointMw(generator) * unit;
        Cost cost = new Cost.Polynomial(
                0,
                0,
                options.objective() == Objective.NO_OBJ
                        ? List.of(0.0)
                        : List.of(unit * unit, -2 * setpoint * unit, setpoint * setpoint));
        return new Generator(
                generator.bus(),
                generator.pgMw(),
                generator.qgMvar(),
                generator.qmaxMvar(),
                generator.qminMvar(),
                generator.vgPu(),
                generator.mBaseMva(),
                generator.inService(),
                generator.pmaxMw(),
                generator.pminMw(),
                generator.capability(),
                generator.ramps(),
                cost,
                null,
                generator.name(),
                generator.type(),
                generator.fuel());
    }

    /** The output in the case, or the middle of the limits where it is outside of them, as ExaGO has it; MW. */
    static double setpointMw(Generator generator) {
        double pg = generator.pgMw();
        return generator.pminMw() <= pg && pg <= generator.pmaxMw()
                ? pg
                : (generator.pminMw() + generator.pmaxMw()) / 2;
    }

    private List<Generator> withSlacks(List<Generator> generators) {
        List<Generator> all = new ArrayList<>(generators);
        for (int i = 0; i < original.buses().size(); i++) {
            Bus bus = original.buses().get(i);
            if (bus.type() == BusType.ISOLATED) {
                continue;
            }
            if (options.includeLoadlossVariables() && (bus.pdMw() > 0 || bus.qdMvar() > 0)) {
                double pd = Math.max(0, bus.pdMw());
                double qd = Math.max(0, bus.qdMvar());
                all.add(slack(Meaning.LOADLOSS, i, options.loadlossPenalty(), 0, pd, 0, qd));
            }
            if (options.includePowerimbalanceVariables()) {
                double penalty = options.powerimbalancePenalty();
                all.add(slack(Meaning.GAIN, i, penalty, 0, NO_LIMIT, 0, NO_LIMIT));
                // two: one that takes both would be a dispatchable load, and keep a power factor
                all.add(slack(Meaning.ACTIVE_LEAK, i, -penalty, -NO_LIMIT, 0, 0, 0));
                all.add(slack(Meaning.REACTIVE_LEAK, i, -penalty, 0, 0, -NO_LIMIT, 0));
            }
        }
        return all;
    }

    private Generator slack(
            Meaning meaning, int bus, double price, double pmin, double pmax, double qmin, double qmax) {
        slacks.add(new Slack(meaning, bus));
        Cost cost = new Cost.Polynomial(0, 0, List.of(price, 0.0));
        return new Generator(
                original.buses().get(bus).number(),
                0,
                0,
                qmax,
                qmin,
                1,
                original.baseMva(),
                true,
                pmax,
                pmin,
                Generator.CapabilityCurve.NONE,
                Generator.RampRates.NONE,
                cost,
                cost,
                "",
                "",
                "");
    }

    /**
     * A solution of the case as it was asked for.
     *
     * @param posed a solution of {@link #whole}
     */
    public Solution solution(Solution posed) {
        int generators = original.generators().size();
        BusPower loadloss = options.includeLoadlossVariables() ? power() : null;
        BusPower imbalance = options.includePowerimbalanceVariables() ? power() : null;
        for (int k = 0; k < slacks.size(); k++) {
            double p = posed.pgMw()[generators + k];
            double q = posed.qgMvar()[generators + k];
            int bus = slacks.get(k).bus();
            if (slacks.get(k).meaning() == Meaning.LOADLOSS) {
                add(loadloss, bus, p, q);
            } else {
                add(imbalance, bus, -p, -q);
            }
        }
        boolean costs = options.objective() == Objective.MIN_GEN_COST;
        double[] pg = Arrays.copyOf(posed.pgMw(), generators);
        double[] qg = Arrays.copyOf(posed.qgMvar(), generators);
        double objective = posed.objective();
        if (!costs || !slacks.isEmpty()) {
            // also of gain and leak at the same bus, of which only the difference is told
            objective = generationCost(pg, qg)
                    + dcLineCost(posed.dcLines().pfMw())
                    + options.loadlossPenalty() * size(loadloss)
                    + options.powerimbalancePenalty() * size(imbalance);
        }
        return new Solution(
                objective,
                posed.iterations(),
                posed.rounds(),
                posed.vmPu(),
                posed.vaDegrees(),
                pg,
                qg,
                posed.dcLines(),
                costs ? withoutSlacks(posed.multipliers(), generators) : null,
                loadloss,
                imbalance);
    }

    private BusPower power() {
        int buses = original.buses().size();
        return new BusPower(new double[buses], new double[buses]);
    }

    private static void add(@Nullable BusPower power, int bus, double p, double q) {
        if (power != null) {
            power.mw()[bus] += p;
            power.mvar()[bus] += q;
        }
    }

    private static double size(@Nullable BusPower power) {
        double sum = 0;
        for (int i = 0; power != null && i < power.mw().length; i++) {
            sum += Math.abs(power.mw()[i]) + Math.abs(power.mvar()[i]);
        }
        return sum;
    }

    private double generationCost(double[] pg, double[] qg) {
        Participants participants = Participants.of(original);
        double cost = 0;
        for (int g = 0; g < pg.length; g++) {
            Generator generator = original.generators().get(g);
            if (participants.has(generator)) {
                cost += generator.pCost() == null ? 0 : generator.pCost().at(pg[g]);
                Cost qCost = options.model() == Model.DCOPF ? null : generator.qCost();
                cost += qCost == null ? 0 : qCost.at(qg[g]);
            }
        }
        return cost;
    }

    private double dcLineCost(double[] pf) {
        Participants participants = Participants.of(original);
        double cost = 0;
        for (int d = 0; d < pf.length; d++) {
            DcLine line = original.dcLines().get(d);
            cost += participants.has(line) && line.cost() != null ? line.cost().at(pf[d]) : 0;
        }
        return cost;
    }

    private static @Nullable Multipliers withoutSlacks(@Nullable Multipliers m, int generators) {
        return m == null
                ? null
                : new Multipliers(
                        m.lamP(),
                        m.lamQ(),
                        m.muVmax(),
                        m.muVmin(),
                        Arrays.copyOf(m.muPmax(), generators),
                        Arrays.copyOf(m.muPmin(), generators),
                        Arrays.copyOf(m.muQmax(), generators),
                        Arrays.copyOf(m.muQmin(), generators),
                        m.muSf(),
                        m.muSt(),
                        m.muAngmin(),
                        m.muAngmax(),
                        m.dcLines());
    }
}
