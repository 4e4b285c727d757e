package dev.opflow.grid;

import java.util.List;

/** Small networks for tests, to be checked by hand; a check finds nothing to say about them as they are. */
public final class TestNetworks {
    private TestNetworks() {}

    /** A generator at bus 1 feeds 50 MW and 10 MVAr at bus 2 over one line of 100 MVA. */
    public static NetworkDraft twoBus() {
        return new NetworkDraft()
                .addBus(1, b -> b.type = BusType.REF)
                .addBus(2, b -> {
                    b.pdMw = 50;
                    b.qdMvar = 10;
                })
                .addGenerator(1, g -> {})
                .addBranch(1, 2, l -> l.rateAMva = 100);
    }

    /** Two buses, 10 and 20, with a generator each, at 20 and 30 $/MWh, and a load of 150 MW at bus 30; a triangle of lines. */
    public static NetworkDraft threeBus() {
        return new NetworkDraft()
                .addBus(10, b -> b.type = BusType.REF)
                .addBus(20, b -> b.type = BusType.PV)
                .addBus(30, b -> {
                    b.pdMw = 150;
                    b.qdMvar = 30;
                })
                .addGenerator(10, g -> {})
                .addGenerator(20, g -> g.pCost = new Cost.Polynomial(0, 0, List.of(30.0, 0.0)))
                .addBranch(10, 20, l -> l.rateAMva = 100)
                .addBranch(20, 30, l -> l.rateAMva = 100)
                .addBranch(10, 30, l -> l.rateAMva = 100);
    }

    /** Two two-bus networks without a branch between them: buses 1 and 2, and buses 3 and 4. */
    public static NetworkDraft twoIslands() {
        return twoBus().addBus(3, b -> b.type = BusType.REF)
                .addBus(4, b -> b.pdMw = 40)
                .addGenerator(3, g -> {})
                .addBranch(3, 4, l -> l.rateAMva = 100);
    }
}
