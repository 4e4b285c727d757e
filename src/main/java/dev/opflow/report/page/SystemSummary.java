package dev.opflow.report.page;

import dev.opflow.engine.BusPower;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts and sums over a solved network, as MATPOWER's {@code printpf} has them in its system summary: MW and MVAr, shunts and
 * charging as injections. A dispatchable load is no generator. Elements that take no part count only among all.
 */
record SystemSummary(SolvedCase solved) {

    /** An active and a reactive power. */
    record Power(double mw, double mvar) {}

    IntStream generators() {
        return IntStream.of(solved.generators())
                .filter(g -> !solved.generator(g).isDispatchableLoad());
    }

    IntStream dispatchableLoads() {
        return IntStream.of(solved.generators()).filter(g -> solved.generator(g).isDispatchableLoad());
    }

    long allGenerators() {
        return solved.network().generators().stream()
                .filter(generator -> !generator.isDispatchableLoad())
                .count();
    }

    IntStream fixedLoads() {
        return busesThat(i -> bus(i).pdMw() != 0 || bus(i).qdMvar() != 0);
    }

    IntStream shunts() {
        return busesThat(i -> bus(i).gsMw() != 0 || bus(i).bsMvar() != 0);
    }

    IntStream transformers() {
        return IntStream.of(solved.branches()).filter(l -> solved.branch(l).ratio() != 0);
    }

    IntStream interTies() {
        return IntStream.of(solved.branches())
                .filter(l -> bus(solved.from()[l]).area() != bus(solved.to()[l]).area());
    }

    long areas() {
        return IntStream.of(solved.buses()).map(i -> bus(i).area()).distinct().count();
    }

    /** Sum of Pmax and Qmax of all generators, in service or not. */
    Power capacity() {
        double mw = 0;
        double mvar = 0;
        for (Generator generator : solved.network().generators()) {
            if (!generator.isDispatchableLoad()) {
                mw += generator.pmaxMw();
                mvar += generator.qmaxMvar();
            }
        }
        return new Power(mw, mvar);
    }

    /** The same of those that take part. */
    Power onlineCapacity() {
        return sum(
                generators(),
                g -> solved.generator(g).pmaxMw(),
                g -> solved.generator(g).qmaxMvar());
    }

    /** Sum of Pmin and Qmin of generators that take part. */
    Power leastOnline() {
        return sum(
                generators(),
                g -> solved.generator(g).pminMw(),
                g -> solved.generator(g).qminMvar());
    }

    Power generation() {
        return sum(
                generators(),
                g -> solved.solution().pgMw()[g],
                g -> solved.solution().qgMvar()[g]);
    }

    Power fixedLoad() {
        return sum(fixedLoads(), i -> bus(i).pdMw(), i -> bus(i).qdMvar());
    }

    Power dispatchableLoad() {
        return sum(
                dispatchableLoads(),
                g -> -solved.solution().pgMw()[g],
                g -> -solved.solution().qgMvar()[g]);
    }

    /** What dispatchable loads take at the most, MW. */
    double mostDispatchableMw() {
        return dispatchableLoads()
                .mapToDouble(g -> -solved.generator(g).pminMw())
                .sum();
    }

    /** Demand that is not served. */
    Power unserved() {
        return sum(solved.solution().loadloss(), value -> value);
    }

    /** What comes from nowhere or vanishes at buses, where it may; both count. */
    Power missing() {
        return sum(solved.solution().imbalance(), Math::abs);
    }

    /** The part of the objective that is not paid to anybody, $/h: for demand that is not served, and for balances missed. */
    double penalties() {
        Power unserved = unserved();
        Power missing = missing();
        return solved.options().loadlossPenalty() * (unserved.mw() + unserved.mvar())
                + solved.options().powerimbalancePenalty() * (missing.mw() + missing.mvar());
    }

    Power shuntInjection() {
        return sum(shunts(), i -> -bus(i).gsMw() * square(i), i -> bus(i).bsMvar() * square(i));
    }

    /** What the series impedances of branches take. */
    Power losses() {
        return sum(IntStream.of(solved.branches()), this::lossMw, this::lossMvar);
    }

    double chargingMvar() {
        return IntStream.of(solved.branches()).mapToDouble(this::chargingMvar).sum();
    }

    /** Sum of what crosses from one area to another, at the middle of the branches. */
    Power interTieFlow() {
        return sum(
                interTies(),
                l -> Math.abs(solved.flows().pfMw()[l] - solved.flows().ptMw()[l]) / 2,
                l -> Math.abs(solved.flows().qfMvar()[l] - solved.flows().qtMvar()[l]) / 2);
    }

    double dcLineLossesMw() {
        double[] pf = solved.solution().dcLines().pfMw();
        double[] pt = solved.solution().dcLines().ptMw();
        return IntStream.range(0, pf.length).mapToDouble(d -> pf[d] - pt[d]).sum();
    }

    /** What a branch takes, MW. */
    double lossMw(int l) {
        return solved.flows().pfMw()[l] + solved.flows().ptMw()[l];
    }

    /** What the series impedance of a branch takes, MVAr: its losses without its charging. */
    double lossMvar(int l) {
        return solved.flows().qfMvar()[l] + solved.flows().qtMvar()[l] + chargingMvar(l);
    }

    /** What the charging of a branch gives at its two ends, MVAr; none in a DC power flow. */
    private double chargingMvar(int l) {
        if (solved.isDc()) {
            return 0;
        }
        Branch branch = solved.branch(l);
        double vf = solved.solution().vmPu()[solved.from()[l]] / branch.tap();
        double vt = solved.solution().vmPu()[solved.to()[l]];
        return solved.network().baseMva() * branch.bPu() / 2 * (vf * vf + vt * vt);
    }

    private double square(int bus) {
        double vm = solved.solution().vmPu()[bus];
        return vm * vm;
    }

    private Bus bus(int i) {
        return solved.network().buses().get(i);
    }

    private IntStream busesThat(IntPredicate matches) {
        return IntStream.of(solved.buses()).filter(matches);
    }

    private Power sum(@Nullable BusPower power, DoubleUnaryOperator part) {
        return power == null
                ? new Power(0, 0)
                : sum(
                        IntStream.of(solved.buses()),
                        i -> part.applyAsDouble(power.mw()[i]),
                        i -> part.applyAsDouble(power.mvar()[i]));
    }

    private static Power sum(IntStream places, IntToDoubleFunction mw, IntToDoubleFunction mvar) {
        int[] all = places.toArray();
        return new Power(
                IntStream.of(all).mapToDouble(mw).sum(),
                IntStream.of(all).mapToDouble(mvar).sum());
    }
}
