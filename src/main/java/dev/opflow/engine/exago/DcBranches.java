package dev.opflow.engine.exago;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.formulation.DcCase;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link DcCase} that ExaGO's model {@code DCOPF} reads as it is meant, with the same angles and outputs. A branch of that model
 * has a flow {@code p = (d - shift) / x} and the limit {@code |p| <= rateA}; limits of the angle difference d are unknown to it.
 * But rate and angle limits together say that d is between two values. With the shift moved to their middle, the limit of the
 * flow that is left says the same; the part of the flow that the move takes away is constant, and becomes demand at one end and
 * supply at the other. From the higher to the lower bus number ExaGO would take the shift with the wrong sign: such a branch is
 * turned round.
 */
final class DcBranches {
    private final Network network;
    private final BusIndex index;
    private final boolean rated;
    private final double[] moved;
    private final List<Inexpressible> inexpressible = new ArrayList<>();

    private DcBranches(Network network, boolean rated) {
        this.network = network;
        this.rated = rated;
        index = network.busIndex();
        moved = new double[network.buses().size()];
    }

    /**
     * The case for ExaGO.
     *
     * @param network a {@link DcCase}
     * @param rated whether rates limit flows
     */
    static Network of(Network network, boolean rated) {
        return new DcBranches(network, rated).network();
    }

    /** The branches whose limits leave less room than ExaGO can be told of: it takes a rateA of 0 for none. */
    static List<Inexpressible> inexpressible(Network network, boolean rated) {
        DcBranches branches = new DcBranches(network, rated);
        branches.network();
        return branches.inexpressible;
    }

    private Network network() {
        List<Branch> branches = new ArrayList<>(network.branches().size());
        Participants participants = Participants.of(network);
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            branches.add(participants.has(branch) && branch.xPu() != 0 ? canonical(l, branch) : branch);
        }
        List<Bus> buses = new ArrayList<>(moved.length);
        for (int i = 0; i < moved.length; i++) {
            buses.add(withMoreDemand(network.buses().get(i), moved[i]));
        }
        return new Network(
                network.name(),
                network.baseMva(),
                buses,
                network.generators(),
                branches,
                network.dcLines(),
                network.extensions());
    }

    private Branch canonical(int l, Branch branch) {
        double mwPerDegree = Math.toRadians(1) * network.baseMva() / branch.xPu();
        double shift = branch.shiftDegrees();
        double rate = rated && branch.hasRateA() ? branch.rateAMva() : Double.POSITIVE_INFINITY;
        double least = shift - rate / Math.abs(mwPerDegree);
        double most = shift + rate / Math.abs(mwPerDegree);
        boolean bound = false;
        if (branch.hasAngmin() && branch.angminDegrees() > least) {
            least = branch.angminDegrees();
            bound = true;
        }
        if (branch.hasAngmax() && branch.angmaxDegrees() < most) {
            most = branch.angmaxDegrees();
            bound = true;
        }
        // a limit to one side alone has no middle; the solution is held against it
        if (bound && Double.isFinite(most - least)) {
            shift = (least + most) / 2;
            rate = (most - least) / 2 * Math.abs(mwPerDegree);
            if (!(rate > 0)) {
                inexpressible.add(new Inexpressible(
                        Element.branch(network, l), "has limits of flow and angle that leave it no room"));
            }
            double flow = mwPerDegree * (shift - branch.shiftDegrees());
            moved[index.at(branch.fromBus())] += flow;
            moved[index.at(branch.toBus())] -= flow;
        }
        return turned(branch, CanonicalCase.canTell(rate) ? rate : 0, shift);
    }

    private Branch turned(Branch branch, double rate, double shift) {
        boolean turn = index.at(branch.fromBus()) > index.at(branch.toBus());
        return new Branch(
                turn ? branch.toBus() : branch.fromBus(),
                turn ? branch.fromBus() : branch.toBus(),
                0,
                branch.xPu(),
                0,
                rate,
                0,
                0,
                0,
                turn ? -shift : shift,
                true,
                0,
                0,
                branch.name());
    }

    private static Bus withMoreDemand(Bus bus, double mw) {
        return mw == 0
                ? bus
                : new Bus(
                        bus.number(),
                        bus.type(),
                        bus.pdMw() + mw,
                        bus.qdMvar(),
                        bus.gsMw(),
                        bus.bsMvar(),
                        bus.area(),
                        bus.vmPu(),
                        bus.vaDegrees(),
                        bus.baseKv(),
                        bus.zone(),
                        bus.vmaxPu(),
                        bus.vminPu(),
                        bus.name());
    }
}
