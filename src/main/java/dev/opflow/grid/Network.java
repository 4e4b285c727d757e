package dev.opflow.grid;

import java.util.List;

/**
 * A network case: what MATPOWER calls {@code mpc}. The lists keep the order of the user's file; an element's place in its
 * list is its identity throughout. Nothing here is checked for sense: that is the task of {@code dev.opflow.check}.
 *
 * @param name the case's name
 * @param baseMva base of the per unit system, MVA
 * @param buses the buses
 * @param generators the generators and dispatchable loads
 * @param branches the lines and transformers
 * @param dcLines the DC lines
 * @param extensions names of fields of the case that are kept nowhere else, yet make it another problem than the standard
 *     one, as {@code A} for constraints of the user's; without them the answer would be another problem's
 */
public record Network(
        String name,
        double baseMva,
        List<Bus> buses,
        List<Generator> generators,
        List<Branch> branches,
        List<DcLine> dcLines,
        List<String> extensions) {

    public Network {
        buses = List.copyOf(buses);
        generators = List.copyOf(generators);
        branches = List.copyOf(branches);
        dcLines = List.copyOf(dcLines);
        extensions = List.copyOf(extensions);
    }

    /** A network of the standard problem, without extensions. */
    public Network(
            String name,
            double baseMva,
            List<Bus> buses,
            List<Generator> generators,
            List<Branch> branches,
            List<DcLine> dcLines) {
        this(name, baseMva, buses, generators, branches, dcLines, List.of());
    }

    /** A new index of bus numbers; built on each call, so keep it. */
    public BusIndex busIndex() {
        return BusIndex.of(buses);
    }
}
