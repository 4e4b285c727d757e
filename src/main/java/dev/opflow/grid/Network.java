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
 */
public record Network(
        String name,
        double baseMva,
        List<Bus> buses,
        List<Generator> generators,
        List<Branch> branches,
        List<DcLine> dcLines) {

    public Network {
        buses = List.copyOf(buses);
        generators = List.copyOf(generators);
        branches = List.copyOf(branches);
        dcLines = List.copyOf(dcLines);
    }

    /** A new index of bus numbers; built on each call, so keep it. */
    public BusIndex busIndex() {
        return BusIndex.of(buses);
    }
}
