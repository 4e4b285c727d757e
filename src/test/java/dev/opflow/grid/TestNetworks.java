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

    /** The 9-bus, 3-generator system of the Western System Coordinating Council, as in {@code samples/case9.m}. */
    public static NetworkDraft nineBus() {
        NetworkDraft draft = new NetworkDraft();
        double[] loadMw = {0, 0, 0, 0, 90, 0, 100, 0, 125};
        double[] loadMvar = {0, 0, 0, 0, 30, 0, 35, 0, 50};
        for (int i = 0; i < 9; i++) {
            int place = i;
            draft.addBus(i + 1, b -> {
                b.type = place == 0 ? BusType.REF : place < 3 ? BusType.PV : BusType.PQ;
                b.pdMw = loadMw[place];
                b.qdMvar = loadMvar[place];
                b.baseKv = 345;
            });
        }
        double[][] machines = {{250, 0.11, 5, 150}, {300, 0.085, 1.2, 600}, {270, 0.1225, 1, 335}};
        for (int g = 0; g < 3; g++) {
            double[] machine = machines[g];
            draft.addGenerator(g + 1, gen -> {
                gen.pmaxMw = machine[0];
                gen.pminMw = 10;
                gen.qmaxMvar = 300;
                gen.qminMvar = -300;
                gen.pCost = new Cost.Polynomial(0, 0, List.of(machine[1], machine[2], machine[3]));
            });
        }
        double[][] lines = {
            {1, 4, 0, 0.0576, 0, 250},
            {4, 5, 0.017, 0.092, 0.158, 250},
            {5, 6, 0.039, 0.17, 0.358, 150},
            {3, 6, 0, 0.0586, 0, 300},
            {6, 7, 0.0119, 0.1008, 0.209, 150},
            {7, 8, 0.0085, 0.072, 0.149, 250},
            {8, 2, 0, 0.0625, 0, 250},
            {8, 9, 0.032, 0.161, 0.306, 250},
            {9, 4, 0.01, 0.085, 0.176, 250}
        };
        for (double[] line : lines) {
            draft.addBranch((int) line[0], (int) line[1], l -> {
                l.rPu = line[2];
                l.xPu = line[3];
                l.bPu = line[4];
                l.rateAMva = line[5];
            });
        }
        return draft;
    }

    /** Two two-bus networks without a branch between them: buses 1 and 2, and buses 3 and 4. */
    public static NetworkDraft twoIslands() {
        return twoBus().addBus(3, b -> b.type = BusType.REF)
                .addBus(4, b -> b.pdMw = 40)
                .addGenerator(3, g -> {})
                .addBranch(3, 4, l -> l.rateAMva = 100);
    }
}
