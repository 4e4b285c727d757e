package dev.opflow.sparse;

/** Nodes by a key that may change; one of the least key is at hand. A binary heap. */
final class NodeQueue {
    private final int[] heap;
    private final int[] place;
    private final long[] key;
    private int size;

    /** A queue for so many nodes, empty at first. */
    NodeQueue(int nodes) {
        heap = new int[nodes];
        place = new int[nodes];
        key = new long[nodes];
    }

    /** Adds a node that is not there. */
    void add(int node, long newKey) {
        key[node] = newKey;
        rise(node, size++);
    }

    /** Changes the key of a node that is there. */
    void update(int node, long newKey) {
        long before = key[node];
        key[node] = newKey;
        if (newKey < before) {
            rise(node, place[node]);
        } else if (newKey > before) {
            sink(node, place[node]);
        }
    }

    /** Takes out a node of the least key; there must be one. */
    int takeLeast() {
        int least = heap[0];
        int last = heap[--size];
        if (size > 0) {
            sink(last, 0);
        }
        return least;
    }

    private void rise(int node, int from) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (key[heap[parent]] <= key[node]) {
                break;
            }
            put(heap[parent], at);
            at = parent;
        }
        put(node, at);
    }

    private void sink(int node, int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && key[heap[child + 1]] < key[heap[child]]) {
                child++;
            }
            if (key[heap[child]] >= key[node]) {
                break;
            }
            put(heap[child], at);
            at = child;
        }
        put(node, at);
    }

    private void put(int node, int at) {
        heap[at] = node;
        place[node] = at;
    }
}
