package dev.opflow.sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Graphs to eliminate, as block patterns. */
final class Graphs {
    /** Never stops. */
    static final BooleanSupplier ON = () -> false;

    private Graphs() {}

    /** Stops when asked for the n-th time. */
    static BooleanSupplier stopAt(int n) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() >= n;
    }

    static SymbolicFactor symbolic(BlockPattern pattern) {
        return SymbolicFactor.of(pattern, Long.MAX_VALUE, ON).orElseThrow();
    }

    static BlockPattern of(int nodes, List<int[]> edges) {
        int[] from = new int[edges.size()];
        int[] to = new int[edges.size()];
        for (int e = 0; e < from.length; e++) {
            from[e] = edges.get(e)[0];
            to[e] = edges.get(e)[1];
        }
        return new BlockPattern(nodes, from, to);
    }

    static BlockPattern grid(int rows, int columns) {
        List<int[]> edges = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                if (c + 1 < columns) {
                    edges.add(new int[] {i, i + 1});
                }
                if (r + 1 < rows) {
                    edges.add(new int[] {i + columns, i});
                }
            }
        }
        return of(rows * columns, edges);
    }

    /** Every node hangs on some earlier one. */
    static BlockPattern tree(int nodes, Random random) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            edges.add(new int[] {i, random.nextInt(i)});
        }
        return of(nodes, edges);
    }

    static BlockPattern star(int nodes) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            edges.add(new int[] {0, i});
        }
        return of(nodes, edges);
    }

    static BlockPattern random(int nodes, double density, Random random) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            for (int j = 0; j < i; j++) {
                if (random.nextDouble() < density) {
                    edges.add(random.nextBoolean() ? new int[] {i, j} : new int[] {j, i});
                }
            }
        }
        return of(nodes, edges);
    }

    static Adjacency adjacency(BlockPattern pattern) {
        return Adjacency.of(pattern.nodes(), pattern.from(), pattern.to());
    }

    /** Which entries of L below the diagonal are not zero, by elimination of a full boolean matrix in the given order. */
    static boolean[][] eliminated(BlockPattern pattern, int[] place) {
        int n = pattern.nodes();
        boolean[][] full = new boolean[n][n];
        for (int e = 0; e < pattern.edges(); e++) {
            full[place[pattern.from()[e]]][place[pattern.to()[e]]] = true;
            full[place[pattern.to()[e]]][place[pattern.from()[e]]] = true;
        }
        for (int k = 0; k < n; k++) {
            for (int i = k + 1; i < n; i++) {
                for (int j = k + 1; j < n; j++) {
                    full[i][j] |= i != j && full[i][k] && full[k][j];
                }
            }
        }
        return full;
    }

    static int entriesBelowDiagonal(boolean[][] full) {
        int count = 0;
        for (int i = 0; i < full.length; i++) {
            for (int j = 0; j < i; j++) {
                count += full[i][j] ? 1 : 0;
            }
        }
        return count;
    }
}
