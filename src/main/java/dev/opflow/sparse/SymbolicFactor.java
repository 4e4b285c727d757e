package dev.opflow.sparse;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The order of elimination of a pattern and the structure of L that follows: the rows of column j are {@code rows[start[j]]} to
 * {@code rows[start[j + 1] - 1]}, ascending, all greater than j, both by place in the order. Several factorisations may share
 * one.
 */
public final class SymbolicFactor {
    /** More blocks of L don't fit into an array. */
    private static final long MOST_BLOCKS = Integer.MAX_VALUE / BlockPattern.ENTRIES - 1;

    private final BlockPattern pattern;
    private final int[] place;
    private final int[] start;
    private final int[] rows;
    /** Per node by place: which node it is. */
    private final int[] order;
    /** Per edge: its block's place in L. */
    private final int[] edgeSlot;
    /** Edges by the column of their block, and where each column's begin. */
    private final int[] edges;

    private final int[] edgeStart;

    private SymbolicFactor(BlockPattern pattern, int[] order, int[] place, int[] start, int[] rows) {
        this.pattern = pattern;
        this.order = order;
        this.place = place;
        this.start = start;
        this.rows = rows;
        edgeSlot = new int[pattern.edges()];
        for (int e = 0; e < edgeSlot.length; e++) {
            int f = place[pattern.from()[e]];
            int t = place[pattern.to()[e]];
            edgeSlot[e] = slot(Math.max(f, t), Math.min(f, t));
        }
        edges = new int[edgeSlot.length];
        edgeStart = new int[order.length + 1];
        sortEdges();
    }

    private void sortEdges() {
        for (int e = 0; e < edges.length; e++) {
            edgeStart[columnOf(e) + 1]++;
        }
        for (int j = 0; j < order.length; j++) {
            edgeStart[j + 1] += edgeStart[j];
        }
        int[] next = edgeStart.clone();
        for (int e = 0; e < edges.length; e++) {
            edges[next[columnOf(e)]++] = e;
        }
    }

    private int columnOf(int e) {
        return Math.min(place[pattern.from()[e]], place[pattern.to()[e]]);
    }

    /**
     * Chooses the order and finds the fill.
     *
     * @param pattern where matrices are not zero
     * @param mostBlocks blocks of L below its diagonal beyond which to give up
     * @param stop whether to give up; asked often
     * @return empty where it was given up
     */
    public static Optional<SymbolicFactor> of(BlockPattern pattern, long mostBlocks, BooleanSupplier stop) {
        Adjacency graph = Adjacency.of(pattern.nodes(), pattern.from(), pattern.to());
        long most = Math.min(mostBlocks, MOST_BLOCKS);
        return EliminationOrder.of(graph)
                .run(most, stop)
                .flatMap(order -> Optional.ofNullable(new Columns(graph, order).find(most, stop))
                        .map(columns -> columns.factor(pattern, columns.depthFirst())));
    }

    /** Finds the columns of L: each has the rows of A's column, and of those columns whose first row it is. */
    private static final class Columns {
        private final Adjacency graph;
        private final int[] order;
        private final int[] place;
        private final int[][] columns;
        private final int[] childHead;
        private final int[] childNext;
        private final int[] mark;
        private final int[] buffer;
        private final int[] start;

        Columns(Adjacency graph, int[] order) {
            this.graph = graph;
            this.order = order;
            int n = order.length;
            place = new int[n];
            for (int k = 0; k < n; k++) {
                place[order[k]] = k;
            }
            columns = new int[n][];
            childHead = new int[n];
            Arrays.fill(childHead, -1);
            childNext = new int[n];
            mark = new int[n];
            Arrays.fill(mark, -1);
            buffer = new int[n];
            start = new int[n + 1];
        }

        @Nullable
        Columns find(long mostBlocks, BooleanSupplier stop) {
            for (int j = 0; j < order.length; j++) {
                int size = collect(j);
                if (start[j] + (long) size > mostBlocks || stop.getAsBoolean()) {
                    return null;
                }
                int[] column = Arrays.copyOf(buffer, size);
                Arrays.sort(column);
                columns[j] = column;
                start[j + 1] = start[j] + size;
                if (size > 0) {
                    childNext[j] = childHead[column[0]];
                    childHead[column[0]] = j;
                }
            }
            return this;
        }

        private int collect(int j) {
            int size = 0;
            mark[j] = j;
            int node = order[j];
            for (int q = graph.start()[node]; q < graph.start()[node + 1]; q++) {
                int i = place[graph.neighbours()[q]];
                if (i > j && mark[i] != j) {
                    mark[i] = j;
                    buffer[size++] = i;
                }
            }
            for (int child = childHead[j]; child >= 0; child = childNext[child]) {
                for (int i : columns[child]) {
                    if (mark[i] != j) {
                        mark[i] = j;
                        buffer[size++] = i;
                    }
                }
            }
            return size;
        }

        /**
         * The same elimination in another order: a column after those that contribute to it, which stand next before it, so that
         * what is read while it is computed was written lately. The columns' places in that order.
         */
        int[] depthFirst() {
            int n = order.length;
            int[] depthFirst = new int[n];
            int next = n;
            // roots and children are met from the last to the first, each before what contributes to it: places are
            // given downwards
            int[] stack = new int[n];
            int size = 0;
            for (int j = 0; j < n; j++) {
                if (columns[j].length == 0) {
                    stack[size++] = j;
                }
            }
            while (size > 0) {
                int j = stack[--size];
                depthFirst[j] = --next;
                for (int child = childHead[j]; child >= 0; child = childNext[child]) {
                    stack[size++] = child;
                }
            }
            return depthFirst;
        }

        /** What contributes to a column stays before it, so that its rows stay ascending. */
        SymbolicFactor factor(BlockPattern pattern, int[] newPlace) {
            int n = order.length;
            int[] newOrder = new int[n];
            int[] newStart = new int[n + 1];
            for (int j = 0; j < n; j++) {
                newOrder[newPlace[j]] = order[j];
                newStart[newPlace[j] + 1] = columns[j].length;
            }
            for (int j = 0; j < n; j++) {
                newStart[j + 1] += newStart[j];
            }
            int[] rows = new int[newStart[n]];
            for (int j = 0; j < n; j++) {
                place[order[j]] = newPlace[j];
                int next = newStart[newPlace[j]];
                for (int row : columns[j]) {
                    rows[next++] = newPlace[row];
                }
            }
            return new SymbolicFactor(pattern, newOrder, place, newStart, rows);
        }
    }

    /** Where matrices are not zero. */
    public BlockPattern pattern() {
        return pattern;
    }

    /** Blocks of L below its diagonal. */
    int blocks() {
        return rows.length;
    }

    /** The nodes in the order of their elimination. */
    int[] order() {
        return order;
    }

    /** The edges by the column in which L has their block. */
    int[] edges() {
        return edges;
    }

    /** Positions of the columns among the edges, one more than there are. */
    int[] edgeStart() {
        return edgeStart;
    }

    /** Positions of the columns, one more than there are. */
    int[] start() {
        return start;
    }

    /** Rows of all columns. */
    int[] rows() {
        return rows;
    }

    /** Where the block of an edge is stored in L. */
    int slotOfEdge(int e) {
        return edgeSlot[e];
    }

    /** Whether it lies there transposed. */
    boolean isTransposed(int e) {
        return place[pattern.from()[e]] < place[pattern.to()[e]];
    }

    /** Where a block of L is stored. */
    int slot(int row, int column) {
        int found = Arrays.binarySearch(rows, start[column], start[column + 1], row);
        if (found < 0) {
            throw new IllegalArgumentException("no block at row " + row + ", column " + column);
        }
        return found;
    }
}
