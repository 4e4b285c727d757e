package dev.opflow.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network to change before it is built, for tests: {@code TestNetworks.twoBus().bus(1, b -> b.pdMw = 80).build()}. Every
 * element begins with usual values; elements are found by their place, from 0.
 */
public final class NetworkDraft {
    public String name = "draft";
    public double baseMva = 100;
    private final List<BusDraft> buses = new ArrayList<>();
    private final List<GeneratorDraft> generators = new ArrayList<>();
    private final List<BranchDraft> branches = new ArrayList<>();
    private final List<DcLineDraft> dcLines = new ArrayList<>();

    /** Adds a PQ bus without load, 0.9 to 1.1 p.u. */
    public NetworkDraft addBus(int number, Consumer<BusDraft> change) {
        BusDraft draft = new BusDraft();
        draft.number = number;
        change.accept(draft);
        buses.add(draft);
        return this;
    }

    /** Adds a generator of 0 to 200 MW and -100 to 100 MVAr at 20 $/MWh. */
    public NetworkDraft addGenerator(int bus, Consumer<GeneratorDraft> change) {
        GeneratorDraft draft = new GeneratorDraft();
        draft.bus = bus;
        change.accept(draft);
        generators.add(draft);
        return this;
    }

    /** Adds a line of 0.01 + j0.1 p.u. without limits. */
    public NetworkDraft addBranch(int fromBus, int toBus, Consumer<BranchDraft> change) {
        BranchDraft draft = new BranchDraft();
        draft.fromBus = fromBus;
        draft.toBus = toBus;
        change.accept(draft);
        branches.add(draft);
        return this;
    }

    /** Adds a DC line of 0 to 50 MW without losses or cost. */
    public NetworkDraft addDcLine(int fromBus, int toBus, Consumer<DcLineDraft> change) {
        DcLineDraft draft = new DcLineDraft();
        draft.fromBus = fromBus;
        draft.toBus = toBus;
        change.accept(draft);
        dcLines.add(draft);
        return this;
    }

    public NetworkDraft bus(int place, Consumer<BusDraft> change) {
        change.accept(buses.get(place));
        return this;
    }

    public NetworkDraft generator(int place, Consumer<GeneratorDraft> change) {
        change.accept(generators.get(place));
        return this;
    }

    public NetworkDraft branch(int place, Consumer<BranchDraft> change) {
        change.accept(branches.get(place));
        return this;
    }

    public NetworkDraft change(Consumer<NetworkDraft> change) {
        change.accept(this);
        return this;
    }

    public Network build() {
        return new Network(
                name,
                baseMva,
                buses.stream().map(BusDraft::build).toList(),
                generators.stream().map(GeneratorDraft::build).toList(),
                branches.stream().map(BranchDraft::build).toList(),
                dcLines.stream().map(DcLineDraft::build).toList());
    }

    public static final class BusDraft {
        public int number;
        public BusType type = BusType.PQ;
        public double pdMw;
        public double qdMvar;
        public double gsMw;
        public double bsMvar;
        public int area = 1;
        public double vmPu = 1;
        public double vaDegrees;
        public double baseKv = 230;
        public int zone = 1;
        public double vmaxPu = 1.1;
        public double vminPu = 0.9;
        public String name = "";

        Bus build() {
            return new Bus(
                    number, type, pdMw, qdMvar, gsMw, bsMvar, area, vmPu, vaDegrees, baseKv, zone, vmaxPu, vminPu,
                    name);
        }
    }

    public static final class GeneratorDraft {
        public int bus;
        public double pgMw;
        public double qgMvar;
        public double qmaxMvar = 100;
        public double qminMvar = -100;
        public double vgPu = 1;
        public double mBaseMva = 100;
        public boolean inService = true;
        public double pmaxMw = 200;
        public double pminMw;
        public Generator.CapabilityCurve capability = Generator.CapabilityCurve.NONE;
        public Generator.RampRates ramps = Generator.RampRates.NONE;
        public @Nullable Cost pCost = new Cost.Polynomial(0, 0, List.of(20.0, 0.0));
        public @Nullable Cost qCost;
        public String name = "";
        public String type = "";
        public String fuel = "";

        Generator build() {
            return new Generator(
                    bus,
                    pgMw,
                    qgMvar,
                    qmaxMvar,
                    qminMvar,
                    vgPu,
                    mBaseMva,
                    inService,
                    pmaxMw,
                    pminMw,
                    capability,
                    ramps,
                    pCost,
                    qCost,
                    name,
                    type,
                    fuel);
        }
    }

    public static final class BranchDraft {
        public int fromBus;
        public int toBus;
        public double rPu = 0.01;
        public double xPu = 0.1;
        public double bPu;
        public double rateAMva;
        public double rateBMva;
        public double rateCMva;
        public double ratio;
        public double shiftDegrees;
        public boolean inService = true;
        public double angminDegrees = -360;
        public double angmaxDegrees = 360;
        public String name = "";

        Branch build() {
            return new Branch(
                    fromBus,
                    toBus,
                    rPu,
                    xPu,
                    bPu,
                    rateAMva,
                    rateBMva,
                    rateCMva,
                    ratio,
                    shiftDegrees,
                    inService,
                    angminDegrees,
                    angmaxDegrees,
                    name);
        }
    }

    public static final class DcLineDraft {
        public int fromBus;
        public int toBus;
        public boolean inService = true;
        public double pfMw;
        public double ptMw;
        public double qfMvar;
        public double qtMvar;
        public double vfPu = 1;
        public double vtPu = 1;
        public double pminMw;
        public double pmaxMw = 50;
        public double qminfMvar = -20;
        public double qmaxfMvar = 20;
        public double qmintMvar = -20;
        public double qmaxtMvar = 20;
        public double loss0Mw;
        public double loss1;
        public @Nullable Cost cost;

        DcLine build() {
            return new DcLine(
                    fromBus, toBus, inService, pfMw, ptMw, qfMvar, qtMvar, vfPu, vtPu, pminMw, pmaxMw, qminfMvar,
                    qmaxfMvar, qmintMvar, qmaxtMvar, loss0Mw, loss1, cost);
        }
    }
}
