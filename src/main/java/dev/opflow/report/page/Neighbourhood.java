package dev.opflow.report.page;

import dev.opflow.report.page.BindingLimit.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The part of a network around its dearest limits of flow, or where no flow is limited by them, its most loaded branches.
 *
 * @param seeds places of the branches it is around
 * @param buses places of its buses, nearest to the seeds first
 * @param lines the lines between them
 */
record Neighbourhood(List<Integer> seeds, int[] buses, List<Line> lines) {
    private static final int MOST_SEEDS = 4;
    private static final int MOST_BUSES = 40;

    /**
     * Branches that join the same two buses.
     *
     * @param branch place of the most loaded of them in the network's list
     * @param from place of the bus at its from end in this part's list
     * @param to place of the bus at its to end in this part's list
     * @param count how many there are
     */
    record Line(int branch, int from, int to, int count) {}

    /** Finds it. */
    static Neighbourhood of(SolvedCase solved, List<BindingLimit> binding) {
        List<Integer> seeds = binding.stream()
                .filter(limit -> limit.kind() == Kind.FLOW)
                .sorted(Comparator.comparingDouble(BindingLimit::price).reversed())
                .map(BindingLimit::place)
                .distinct()
                .limit(MOST_SEEDS)
                .toList();
        if (seeds.isEmpty()) {
            seeds = IntStream.of(solved.branches())
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            l -> Double.isNaN(solved.loading()[l]) ? 0 : -solved.loading()[l]))
                    .limit(MOST_SEEDS)
                    .toList();
        }
        int[] buses = around(solved, seeds);
        return new Neighbourhood(seeds, buses, lines(solved, buses));
    }

    /** Ring by ring, until there are enough. */
    private static int[] around(SolvedCase solved, List<Integer> seeds) {
        List<List<Integer>> neighbours = neighbours(solved);
        boolean[] seen = new boolean[neighbours.size()];
        int[] found = new int[MOST_BUSES];
        int count = 0;
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int l : seeds) {
            queue.add(solved.from()[l]);
            queue.add(solved.to()[l]);
        }
        while (!queue.isEmpty() && count < MOST_BUSES) {
            int bus = queue.remove();
            if (!seen[bus]) {
                seen[bus] = true;
                found[count++] = bus;
                queue.addAll(neighbours.get(bus));
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static List<List<Integer>> neighbours(SolvedCase solved) {
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < solved.network().buses().size(); i++) {
            neighbours.add(new ArrayList<>(4));
        }
        for (int l : solved.branches()) {
            neighbours.get(solved.from()[l]).add(solved.to()[l]);
            neighbours.get(solved.to()[l]).add(solved.from()[l]);
        }
        return neighbours;
    }

    private static List<Line> lines(SolvedCase solved, int[] buses) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int k = 0; k < buses.length; k++) {
            places.put(buses[k], k);
        }
        Map<Long, Line> lines = new LinkedHashMap<>();
        for (int l : solved.branches()) {
            Integer from = places.get(solved.from()[l]);
            Integer to = places.get(solved.to()[l]);
            if (from != null && to != null && !from.equals(to)) {
                long ends = (long) Math.min(from, to) * MOST_BUSES + Math.max(from, to);
                lines.merge(ends, new Line(l, from, to, 1), (some, more) -> merged(solved, some, more));
            }
        }
        return List.copyOf(lines.values());
    }

    private static Line merged(SolvedCase solved, Line some, Line more) {
        Line fuller = solved.loading()[more.branch] > solved.loading()[some.branch] ? more : some;
        return new Line(fuller.branch, fuller.from, fuller.to, some.count + more.count);
    }
}
