package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.BusData;
import dev.opflow.grid.Branch;
import dev.opflow.sparse.BlockLdl;
import dev.opflow.sparse.BlockPattern;
import dev.opflow.sparse.SymbolicFactor;
import java.util.function.BooleanSupplier;

/**
 * Voltages at which next to nothing flows, to start from: flat ones push thousands of MVA through a phase shifter or through a
 * transformer of small impedance off its nominal ratio, and no step leads back from there. They minimise, weighted by
 * admittances, the squares of what drives a flow: of angle differences apart from shifts, and of logarithms of voltage ratios
 * apart from taps. Magnitudes are drawn to the middle of their limits besides.
 */
final class QuietVoltages {
    private static final int BLOCK = BlockPattern.BLOCK;
    private static final int ENTRIES = BlockPattern.ENTRIES;
    /** Admittance with which a magnitude is drawn to its middle, times the width of its limits, p.u.: narrow ones draw more. */
    private static final double DRAW = 0.2;

    private static final double LEAST_WIDTH = 1e-9;
    private static final double GREATEST_WIDTH = 100;
    /** Largest admittance that counts: beyond it the system of equations would lose its digits. */
    private static final double LARGEST = 1e6;

    private final BusData buses;
    private final double[] diagonal;
    private final double[] off;
    private final double[] right;

    private QuietVoltages(AcNetwork network, double[] middle) {
        buses = network.buses();
        BlockPattern graph = network.graph();
        diagonal = new double[ENTRIES * graph.nodes()];
        off = new double[ENTRIES * graph.edges()];
        right = new double[BLOCK * graph.nodes()];
        for (int i = 0; i < graph.nodes(); i++) {
            diagonal[ENTRIES * i] = buses.reference()[i] ? 1 : 0;
            right[BLOCK * i] = buses.reference()[i] ? buses.va()[i] : 0;
            double width = Math.clamp(buses.vmax()[i] - buses.vmin()[i], LEAST_WIDTH, GREATEST_WIDTH);
            diagonal[ENTRIES * i + 5] = DRAW / width;
            right[BLOCK * i + 1] = DRAW / width * Math.log(middle[i]);
            diagonal[ENTRIES * i + 10] = 1;
            diagonal[ENTRIES * i + 15] = 1;
        }
        for (int l = 0; l < network.branches().count(); l++) {
            Branch branch = network.network().branches().get(network.branches().place()[l]);
            int f = network.branches().from()[l];
            int t = network.branches().to()[l];
            addBranch(branch, f, t, ENTRIES * network.branches().edge()[l]);
        }
    }

    /**
     * Writes them into a point.
     *
     * @param network the network
     * @param symbolic order of elimination of its graph
     * @param middle magnitude to stay near, per bus, p.u., positive
     * @param x angles, radians, then magnitudes, p.u.; overwritten
     * @param stop whether to give up, and leave the point as it is
     */
    static void put(AcNetwork network, SymbolicFactor symbolic, double[] middle, double[] x, BooleanSupplier stop) {
        QuietVoltages system = new QuietVoltages(network, middle);
        BlockLdl ldl = new BlockLdl(symbolic, new double[BLOCK]);
        if (!ldl.factor(system.diagonal, system.off, 1, stop)) {
            return;
        }
        double[] solution = new double[system.right.length];
        ldl.solve(system.right, solution);
        int nb = middle.length;
        for (int i = 0; i < nb; i++) {
            x[i] = solution[BLOCK * i];
            x[nb + i] = Math.exp(solution[BLOCK * i + 1]);
        }
    }

    private void addBranch(Branch branch, int f, int t, int edge) {
        double y = Math.min(1 / Math.hypot(branch.rPu(), branch.xPu()), LARGEST);
        // a negative ratio turns the voltage by half a circle
        double shift = Math.toRadians(branch.shiftDegrees()) + (branch.tap() < 0 ? Math.PI : 0);
        double ratio = Math.log(Math.abs(branch.tap()));
        addEnd(f, y, shift, ratio, t);
        addEnd(t, y, -shift, -ratio, f);
        off[edge + 5] -= y;
        if (!buses.reference()[f] && !buses.reference()[t]) {
            off[edge] -= y;
        }
    }

    private void addEnd(int bus, double y, double shift, double ratio, int other) {
        if (!buses.reference()[bus]) {
            diagonal[ENTRIES * bus] += y;
            right[BLOCK * bus] += y * (shift + (buses.reference()[other] ? buses.va()[other] : 0));
        }
        diagonal[ENTRIES * bus + 5] += y;
        right[BLOCK * bus + 1] += y * ratio;
    }
}
