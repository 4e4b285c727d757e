package dev.opflow.engine.formulation;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.ArrayList;
import java.util.List;

/**
 * A case as DC power flow knows it, by MATPOWER's rules ({@code makeBdc}, {@code dcopf}): every voltage is 1 p.u., so that a
 * shunt's conductance is demand, and there is no reactive power nor anything that limits or prices it. A branch is a reactance
 * {@code x tap} behind a phase shift, without losses.
 */
public final class DcCase {
    private DcCase() {}

    /** The case with the same elements in the same places; one that is such a case already stays as it is. */
    public static Network of(Network network) {
        return new Network(
                network.name(),
                network.baseMva(),
                network.buses().stream().map(DcCase::bus).toList(),
                network.generators().stream().map(DcCase::generator).toList(),
                network.branches().stream().map(DcCase::branch).toList(),
                network.dcLines().stream().map(DcCase::dcLine).toList(),
                network.extensions());
    }

    /** What options ask for that no DC power flow can give: one through a reactance of zero, or one that begins with itself. */
    public static List<Inexpressible> inexpressible(Network network, SolveOptions options) {
        List<Inexpressible> found = new ArrayList<>();
        boolean isStart = options.initialization() == SolveOptions.Initialization.DCOPF;
        if (options.model() == SolveOptions.Model.DCOPF) {
            if (isStart) {
                found.add(new Inexpressible(Element.NETWORK, "asks for option initialization DCOPF with model DCOPF"));
            }
            addZeroReactances(network, "model DCOPF", found);
        } else if (isStart) {
            addZeroReactances(network, "initialization DCOPF", found);
        }
        return found;
    }

    private static void addZeroReactances(Network network, String option, List<Inexpressible> found) {
        Participants participants = Participants.of(network);
        for (int l = 0; l < network.branches().size(); l++) {
            Branch branch = network.branches().get(l);
            if (branch.xPu() == 0 && participants.has(branch)) {
                found.add(new Inexpressible(Element.branch(network, l), "has x = 0, which " + option + " divides by"));
            }
        }
    }

    private static Bus bus(Bus bus) {
        return bus.type() == BusType.ISOLATED
                ? bus
                : new Bus(
                        bus.number(),
                        bus.type(),
                        bus.pdMw() + bus.gsMw(),
                        0,
                        0,
                        0,
                        bus.area(),
                        1,
                        bus.vaDegrees(),
                        bus.baseKv(),
                        bus.zone(),
                        1,
                        1,
                        bus.name());
    }

    private static Generator generator(Generator generator) {
        return new Generator(
                generator.bus(),
                generator.pgMw(),
                0,
                0,
                0,
                1,
                generator.mBaseMva(),
                generator.inService(),
                generator.pmaxMw(),
                generator.pminMw(),
                Generator.CapabilityCurve.NONE,
                generator.ramps(),
                generator.pCost(),
                null,
                generator.name(),
                generator.type(),
                generator.fuel());
    }

    private static Branch branch(Branch branch) {
        return new Branch(
                branch.fromBus(),
                branch.toBus(),
                0,
                branch.xPu() * branch.tap(),
                0,
                branch.rateAMva(),
                branch.rateBMva(),
                branch.rateCMva(),
                0,
                branch.shiftDegrees(),
                branch.inService(),
                branch.angminDegrees(),
                branch.angmaxDegrees(),
                branch.name());
    }

    private static DcLine dcLine(DcLine line) {
        return new DcLine(
                line.fromBus(),
                line.toBus(),
                line.inService(),
                line.pfMw(),
                line.ptMw(),
                0,
                0,
                1,
                1,
                line.pminMw(),
                line.pmaxMw(),
                0,
                0,
                0,
                0,
                line.loss0Mw(),
                line.loss1(),
                line.cost());
    }
}
