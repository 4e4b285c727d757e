package dev.opflow.grid;

/** Which elements take part in the flow: those in service whose buses are not isolated. */
public final class Participants {
    private final Network network;
    private final BusIndex index;

    private Participants(Network network, BusIndex index) {
        this.network = network;
        this.index = index;
    }

    /**
     * Those of a network.
     *
     * @param network whose elements name buses that it has
     */
    public static Participants of(Network network) {
        return new Participants(network, network.busIndex());
    }

    /** Whether the bus at a place of the network's list is isolated. */
    public boolean isIsolated(int bus) {
        return network.buses().get(bus).type() == BusType.ISOLATED;
    }

    /** Whether a generator takes part. */
    public boolean has(Generator generator) {
        return generator.inService() && isConnected(generator.bus());
    }

    /** Whether a branch takes part. */
    public boolean has(Branch branch) {
        return branch.inService() && isConnected(branch.fromBus()) && isConnected(branch.toBus());
    }

    /** Whether a DC line takes part. */
    public boolean has(DcLine line) {
        return line.inService() && isConnected(line.fromBus()) && isConnected(line.toBus());
    }

    private boolean isConnected(int number) {
        return !isIsolated(index.at(number));
    }
}
