package dev.opflow.grid;

/**
 * Names one element of a network, or the network as a whole.
 *
 * @param kind which list it is in
 * @param index its place in that list, from 0; 0 for the network; of a cost, its row of the matrix of costs
 * @param label what a user calls it, as "bus 14" or "branch 3 (4-5)"
 */
public record Element(Kind kind, int index, String label) {

    /** The lists of a network. */
    public enum Kind {
        NETWORK,
        BUS,
        GENERATOR,
        /** The costs of generators: of active power, then those of reactive power. */
        GENERATOR_COST,
        BRANCH,
        DC_LINE,
        /** The costs of DC lines. */
        DC_LINE_COST
    }

    /** The network as a whole. */
    public static final Element NETWORK = new Element(Kind.NETWORK, 0, "case");

    /** The network as a whole, called by a place in its text: "case.m, line 3, column 14". */
    public static Element place(String place) {
        return new Element(Kind.NETWORK, 0, place);
    }

    /** The bus at a place of the list: "bus 14". */
    public static Element bus(Network network, int index) {
        Bus bus = network.buses().get(index);
        return new Element(Kind.BUS, index, "bus " + bus.number() + named(bus.name()));
    }

    /** The generator at a place of the list: "generator 3 (bus 14)", counted from 1. */
    public static Element generator(Network network, int index) {
        Generator generator = network.generators().get(index);
        return new Element(
                Kind.GENERATOR,
                index,
                "generator " + (index + 1) + " (bus " + generator.bus() + ")" + named(generator.name()));
    }

    /** The cost of active power of the generator at a place of the list, called by the generator. */
    public static Element activeCost(Network network, int index) {
        return new Element(Kind.GENERATOR_COST, index, generator(network, index).label());
    }

    /** The cost of reactive power of the generator at a place of the list, called by the generator. */
    public static Element reactiveCost(Network network, int index) {
        return new Element(
                Kind.GENERATOR_COST,
                network.generators().size() + index,
                generator(network, index).label());
    }

    /** The cost of the DC line at a place of the list, called by the line. */
    public static Element dcLineCost(Network network, int index) {
        return new Element(Kind.DC_LINE_COST, index, dcLine(network, index).label());
    }

    /** The branch at a place of the list: "branch 3 (4-5)", counted from 1. */
    public static Element branch(Network network, int index) {
        Branch branch = network.branches().get(index);
        return new Element(
                Kind.BRANCH,
                index,
                "branch " + (index + 1) + " (" + branch.fromBus() + "-" + branch.toBus() + ")" + named(branch.name()));
    }

    /** The DC line at a place of the list: "DC line 1 (4-5)", counted from 1. */
    public static Element dcLine(Network network, int index) {
        DcLine line = network.dcLines().get(index);
        return new Element(
                Kind.DC_LINE, index, "DC line " + (index + 1) + " (" + line.fromBus() + "-" + line.toBus() + ")");
    }

    private static String named(String name) {
        return name.isBlank() ? "" : " \"" + name.strip() + "\"";
    }
}
