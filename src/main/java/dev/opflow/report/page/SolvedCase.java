package dev.opflow.report.page;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Branch;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import dev.opflow.report.RunRecord;
import dev.opflow.report.page.Neighbourhood.Link;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A verified solution with what the page asks of it again and again.
 *
 * @param options in force
 * @param isDc whether there is no reactive power
 * @param from place of the bus at the from end per branch
 * @param to place of the bus at the to end per branch
 * @param busOf place of the bus per generator
 * @param buses places of the buses that take part
 * @param generators places of the generators that take part
 * @param branches places of the branches that take part
 * @param dcLines places of the DC lines that take part
 * @param loading largest flow at an end relative to rateA per branch; NaN where there is no limit or it takes no part
 */
record SolvedCase(
        Network network,
        Solution solution,
        BranchFlows flows,
        @Nullable Multipliers prices,
        SolveOptions options,
        boolean isDc,
        int[] from,
        int[] to,
        int[] busOf,
        int[] buses,
        int[] generators,
        int[] branches,
        int[] dcLines,
        double[] loading) {

    static SolvedCase of(RunRecord run, Network network, Outcome.Solved solved) {
        BusIndex index = network.busIndex();
        Participants participants = Participants.of(network);
        BranchFlows flows = solved.verification().flows();
        int[] branches = places(
                network.branches().size(),
                l -> participants.has(network.branches().get(l)));
        double[] loading = new double[network.branches().size()];
        Arrays.fill(loading, Double.NaN);
        for (int l : branches) {
            Branch branch = network.branches().get(l);
            if (branch.hasRateA()) {
                loading[l] = flows.largestMva(l) / branch.rateAMva();
            }
        }
        return new SolvedCase(
                network,
                solved.solution(),
                flows,
                solved.solution().multipliers(),
                run.options(),
                run.isDc(),
                network.branches().stream()
                        .mapToInt(branch -> index.at(branch.fromBus()))
                        .toArray(),
                network.branches().stream()
                        .mapToInt(branch -> index.at(branch.toBus()))
                        .toArray(),
                network.generators().stream()
                        .mapToInt(generator -> index.at(generator.bus()))
                        .toArray(),
                places(network.buses().size(), i -> !participants.isIsolated(i)),
                places(
                        network.generators().size(),
                        g -> participants.has(network.generators().get(g))),
                branches,
                places(
                        network.dcLines().size(),
                        d -> participants.has(network.dcLines().get(d))),
                loading);
    }

    private static int[] places(int count, IntPredicate takesPart) {
        return IntStream.range(0, count).filter(takesPart).toArray();
    }

    int busNumber(int bus) {
        return network.buses().get(bus).number();
    }

    Branch branch(int l) {
        return network.branches().get(l);
    }

    Generator generator(int g) {
        return network.generators().get(g);
    }

    /** Marginal cost of a generator's active power at its output, $/MWh; 0 where it costs nothing. */
    double marginalCost(int g) {
        Cost cost = generator(g).pCost();
        return cost == null ? 0 : cost.slopeAt(solution.pgMw()[g]);
    }

    /** What a generator's output costs, $/h. */
    double cost(int g) {
        double pg = solution.pgMw()[g];
        return isDc ? generator(g).costAt(pg) : generator(g).costAt(pg, solution.qgMvar()[g]);
    }

    /** Price of active power at a bus, $/MWh; NaN where there are no prices. */
    double lamP(int bus) {
        return prices == null ? Double.NaN : prices.lamP()[bus];
    }

    /** Sum of the prices of a branch's limit of flow at both ends, $/MVAh; NaN where there are no prices. */
    double flowPrice(int l) {
        return prices == null ? Double.NaN : prices.muSf()[l] + prices.muSt()[l];
    }

    /** Sum of the prices of a DC line's limits of active power, $/MWh; NaN where there are no prices. */
    double dcFlowPrice(int d) {
        return prices == null
                ? Double.NaN
                : prices.dcLines().muPmin()[d] + prices.dcLines().muPmax()[d];
    }

    double flowPrice(Link link) {
        return link.isDcLine() ? dcFlowPrice(link.place()) : flowPrice(link.place());
    }

    /** Flow relative to the limit in its direction; NaN where there is none. */
    double loading(Link link) {
        return link.isDcLine() ? dcLoading(link.place()) : loading[link.place()];
    }

    private double dcLoading(int d) {
        DcLine line = network.dcLines().get(d);
        double pf = solution.dcLines().pfMw()[d];
        double limit = pf >= 0 ? line.mostPfMw() : line.leastPfMw();
        return limit == 0 || Math.abs(limit) >= 1e10 ? Double.NaN : Math.abs(pf / limit);
    }

    /** What it takes at its from end, MW. */
    double pfMw(Link link) {
        return link.isDcLine() ? solution.dcLines().pfMw()[link.place()] : flows.pfMw()[link.place()];
    }

    /** Whether its active power goes from its from end. */
    boolean isForward(Link link) {
        return link.isDcLine() ? pfMw(link) >= 0 : flows.pfMw()[link.place()] >= flows.ptMw()[link.place()];
    }

    /** What a user calls it. */
    String label(Link link) {
        return (link.isDcLine() ? Element.dcLine(network, link.place()) : Element.branch(network, link.place()))
                .label();
    }

    /** A branch as the direction of its flow has it: "4 → 5". */
    String direction(int l) {
        Branch branch = branch(l);
        return direction(branch.fromBus(), branch.toBus(), isForward(new Link(false, l)));
    }

    static String direction(int fromBus, int toBus, boolean isForward) {
        return isForward ? fromBus + " → " + toBus : toBus + " → " + fromBus;
    }
}
