package dev.opflow.engine.exago;

import dev.opflow.engine.formulation.AcNetwork;
import java.util.Arrays;

/**
 * Which angles ExaGO keeps. It believes in a reference only where a generator runs; elsewhere it would choose one by itself,
 * and for the first island only. So an island whose reference has no generator gets another for the solve. As nothing
 * depends on an angle but on differences, turning the whole island afterwards puts its own reference right.
 */
final class References {
    private static final int NONE = -1;

    private final double[] angle;
    private final int[] island;
    private final boolean[] declared;
    private final boolean[] generating;
    private final boolean[] kept;
    /** By island: how many references the case declares, the first of them, and the first bus with a generator. */
    private final int[] count;

    private final int[] first;
    private final int[] firstGenerating;
    /** By island: the first bus whose angle is kept. */
    private final int[] firstKept;

    References(AcNetwork ac) {
        int buses = ac.buses().count();
        angle = ac.buses().va();
        declared = ac.buses().reference();
        island = ac.islands();
        generating = new boolean[buses];
        count = new int[buses];
        first = filled(buses);
        firstGenerating = filled(buses);
        for (int bus : ac.generators().bus()) {
            generating[bus] = true;
            if (firstGenerating[island[bus]] == NONE) {
                firstGenerating[island[bus]] = bus;
            }
        }
        for (int i = 0; i < buses; i++) {
            if (declared[i]) {
                count[island[i]]++;
                first[island[i]] = first[island[i]] == NONE ? i : first[island[i]];
            }
        }
        kept = new boolean[buses];
        for (int i = 0; i < buses; i++) {
            kept[i] = declared[i] && generating[i];
        }
        for (int root = 0; root < buses; root++) {
            if (count[root] == 1 && !kept[first[root]] && firstGenerating[root] != NONE) {
                kept[firstGenerating[root]] = true;
            }
        }
        firstKept = filled(buses);
        for (int i = 0; i < buses; i++) {
            if (kept[i] && firstKept[island[i]] == NONE) {
                firstKept[island[i]] = i;
            }
        }
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NONE);
        return array;
    }

    /** Whether ExaGO is told to keep the angle of a bus. */
    boolean isKept(int bus) {
        return kept[bus];
    }

    /** The first bus of a bus's island whose angle ExaGO is told to keep; itself where there is none. */
    int keptFor(int bus) {
        return firstKept[island[bus]] == NONE ? bus : firstKept[island[bus]];
    }

    /** Whether no generator runs in the island of a bus, so that ExaGO would keep no angle there. */
    boolean isDead(int bus) {
        return firstGenerating[island[bus]] == NONE;
    }

    /** Whether ExaGO can't keep the angle of a bus, nor turning its island put it right, as another is kept there too. */
    boolean isLost(int bus) {
        return declared[bus] && !generating[bus] && count[island[bus]] > 1;
    }

    /** Whether there is more than one angle to keep. */
    boolean areSeveral() {
        return Arrays.stream(count).sum() > 1;
    }

    /**
     * Turns islands until their references have the angles of the case.
     *
     * @param x a point whose first entries are the angles of buses, radians; changed
     */
    void turn(double[] x) {
        double[] solved = x.clone();
        for (int i = 0; i < island.length; i++) {
            int reference = first[island[i]];
            x[i] += angle[reference] - solved[reference];
        }
    }
}
