package dev.opflow.sparse;

import java.util.Arrays;

/**
 * The order of elimination and the structure of L that follows: the rows of column j are {@code rows[start[j]]} to
 * {@code rows[start[j + 1] - 1]}, ascending, all greater than j, both by place in the order.
 *
 * @param place per node, its place in the order
 * @param start positions of the columns
 * @param rows rows of all columns
 */
record SymbolicFactor(int[] place, int[] start, int[] rows) {

    int blocks() {
        return rows.length;
    }

    /** Where a block of L is stored. */
    int slot(int row, int column) {
        int found = Arrays.binarySearch(rows, start[column], start[column + 1], row);
        if (found < 0) {
            throw new IllegalArgumentException("no block at row " + row + ", column " + column);
        }
        return found;
    }

    /** Column j of L has the rows of A's column j and of those columns whose first row is j. */
    static SymbolicFactor of(Adjacency graph) {
        int n = graph.nodes();
        int[] order = MinimumDegree.order(graph);
        int[] place = new int[n];
        for (int k = 0; k < n; k++) {
            place[order[k]] = k;
        }
        int[][] columns = new int[n][];
        int[] childHead = new int[n];
        int[] childNext = new int[n];
        Arrays.fill(childHead, -1);
        int[] mark = new int[n];
        Arrays.fill(mark, -1);
        int[] buffer = new int[n];
        int[] start = new int[n + 1];
        for (int j = 0; j < n; j++) {
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
            int[] column = Arrays.copyOf(buffer, size);
            Arrays.sort(column);
            columns[j] = column;
            start[j + 1] = start[j] + size;
            if (size > 0) {
                childNext[j] = childHead[column[0]];
                childHead[column[0]] = j;
            }
        }
        int[] rows = new int[start[n]];
        for (int j = 0; j < n; j++) {
            System.arraycopy(columns[j], 0, rows, start[j], columns[j].length);
        }
        return new SymbolicFactor(place, start, rows);
    }
}
