package dev.opflow.sparse;

import java.util.Arrays;

/** Nodes by degree, as doubly linked lists: one of the least degree is found, and any taken out, at once. */
final class DegreeLists {
    static final int NONE = -1;

    private final int[] degree;
    private final int[] head;
    private final int[] next;
    private final int[] previous;
    private int least;

    /** Lists of so many nodes, all of which are out at first, with degree 0. */
    DegreeLists(int nodes) {
        degree = new int[nodes];
        head = filled(nodes + 1);
        next = filled(nodes);
        previous = filled(nodes);
    }

    static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /** Degree of a node, whether it is in or out. */
    int degree(int i) {
        return degree[i];
    }

    /** Sets the degree of a node that is out. */
    void setDegree(int i, int value) {
        degree[i] = value;
    }

    /** Takes out a node of the least degree; there must be one. */
    int takeLeast() {
        while (head[least] == NONE) {
            least++;
        }
        int node = head[least];
        remove(node);
        return node;
    }

    /** Puts a node in that is out. */
    void add(int i) {
        int d = degree[i];
        previous[i] = NONE;
        next[i] = head[d];
        if (head[d] != NONE) {
            previous[head[d]] = i;
        }
        head[d] = i;
        least = Math.min(least, d);
    }

    /** Takes out a node that is in. */
    void remove(int i) {
        if (previous[i] == NONE) {
            head[degree[i]] = next[i];
        } else {
            next[previous[i]] = next[i];
        }
        if (next[i] != NONE) {
            previous[next[i]] = previous[i];
        }
    }
}
