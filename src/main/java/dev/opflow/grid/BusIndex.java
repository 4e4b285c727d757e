package dev.opflow.grid;

import java.util.Arrays;
import java.util.List;

/** Finds a bus's place in its network by its number, in logarithmic time and without boxing. */
public final class BusIndex {
    /** What {@link #find} answers for a number that no bus has. */
    public static final int UNKNOWN = -1;

    /** Bus number in the upper half, place in the lower, sorted. */
    private final long[] entries;

    private BusIndex(long[] entries) {
        this.entries = entries;
    }

    static BusIndex of(List<Bus> buses) {
        long[] entries = new long[buses.size()];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = ((long) buses.get(i).number() << 32) | i;
        }
        Arrays.sort(entries);
        return new BusIndex(entries);
    }

    /**
     * The place of the bus with this number.
     *
     * @return its index in the network's list (the first, should several share the number), or {@link #UNKNOWN}
     */
    public int find(int number) {
        int found = Arrays.binarySearch(entries, (long) number << 32);
        int at = found >= 0 ? found : -found - 1;
        return at < entries.length && (int) (entries[at] >> 32) == number ? (int) entries[at] : UNKNOWN;
    }

    /**
     * The place of a bus that is known to be there.
     *
     * @throws IllegalArgumentException when no bus has the number
     */
    public int at(int number) {
        int place = find(number);
        if (place == UNKNOWN) {
            throw new IllegalArgumentException("no bus has number " + number);
        }
        return place;
    }
}
