package dev.opflow.engine;

import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Large networks as meshed as real ones, the same for the same number of buses: regions of 16 times 16 buses, side by side in a
 * square, joined by two tie lines to each neighbour. A region is a random spanning tree of a lattice and a third of the lattice's
 * other lines; every fifth bus has a generator, each region twice the output that it needs.
 */
public final class RegionalNetworks {
    private static final int SIDE = 16;
    private static final int REGION = SIDE * SIDE;

    private final Random random = new Random(20_261_126);
    private final NetworkSketch sketch = NetworkSketch.sketch();

    private RegionalNetworks() {}

    /** At least so many buses: whole regions. */
    public static Network of(int buses) {
        return new RegionalNetworks().network((buses + REGION - 1) / REGION);
    }

    private Network network(int regions) {
        int width = (int) Math.ceil(Math.sqrt(regions));
        for (int r = 0; r < regions; r++) {
            addRegion(r * REGION);
            if (r % width > 0) {
                addTies((r - 1) * REGION + SIDE - 1, r * REGION, SIDE);
            }
            if (r >= width) {
                addTies((r - width) * REGION + REGION - SIDE, r * REGION, 1);
            }
        }
        return sketch.build();
    }

    private void addRegion(int first) {
        for (int k = 0; k < REGION; k++) {
            int bus = first + k + 1;
            if (bus == 1) {
                sketch.reference(bus);
            } else {
                sketch.bus(bus);
            }
            double pdMw = random.nextDouble(20);
            sketch.load(pdMw, 0.3 * pdMw).voltage(0.94, 1.06);
            if (k % 5 == 0) {
                sketch.generator(bus, 0, 100, -60, 60);
                sketch.cost(random.nextDouble(0.02), random.nextDouble(10, 40), 0);
            }
        }
        addLines(first);
    }

    private void addLines(int first) {
        List<int[]> lines = new ArrayList<>();
        for (int k = 0; k < REGION; k++) {
            if (k % SIDE < SIDE - 1) {
                lines.add(new int[] {k, k + 1});
            }
            if (k < REGION - SIDE) {
                lines.add(new int[] {k, k + SIDE});
            }
        }
        Collections.shuffle(lines, random);
        int[] parent = new int[REGION];
        for (int k = 0; k < REGION; k++) {
            parent[k] = k;
        }
        for (int[] line : lines) {
            int a = root(parent, line[0]);
            int b = root(parent, line[1]);
            parent[a] = b;
            if (a != b || random.nextInt(3) == 0) {
                addLine(first + line[0], first + line[1], 150);
            }
        }
    }

    private static int root(int[] parent, int k) {
        int root = k;
        while (parent[root] != root) {
            root = parent[root];
        }
        return root;
    }

    private void addTies(int from, int to, int step) {
        for (int k : new int[] {4, 11}) {
            addLine(from + k * step, to + k * step, 300);
        }
    }

    private void addLine(int from, int to, double rateMva) {
        double xPu = random.nextDouble(0.01, 0.05);
        sketch.line(from + 1, to + 1, xPu / 8, xPu, 0.4 * xPu).rate(rateMva);
    }
}
