package dev.opflow.report.page;

import dev.opflow.grid.BusIndex;
import dev.opflow.grid.DcLine;
import dev.opflow.report.page.BindingLimit.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a network around its dearest limits of flow, or where no flow is limited by them, its most loaded branches.
 *
 * @param seeds the branches and DC lines it is around
 * @param buses places of its buses, nearest to the seeds first
 * @param lines the lines between them
 */
record Neighbourhood(List<Link> seeds, int[] buses, List<Line> lines) {
    private static final int MOST_SEEDS = 4;
    private static final int MOST_BUSES = 40;

    /** The branch or the DC line at a place of the network's list. */
    record Link(boolean isDcLine, int place) {
        // written out, as a record's own are linked anew in each process
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Link link && link.isDcLine == isDcLine && link.place == place;
        }

        @Override
        public int hashCode() {
            return 2 * place + (isDcLine ? 1 : 0);
        }
    }

    /**
     * Branches, or DC lines, that join the same two buses.
     *
     * @param link a seed among them, else the most loaded
     * @param from place of the bus at its from end, here in this part's list
     * @param to place of the bus at its to end, here in this part's list
     * @param count how many there are
     */
    record Line(Link link, int from, int to, int count) {}

    /** Finds it. */
    static Neighbourhood of(SolvedCase solved, List<BindingLimit> binding) {
        List<Link> seeds = binding.stream()
                .filter(BindingLimit::isOfFlow)
                .sorted(Order.by(limit -> -limit.price()))
                .map(limit -> new Link(limit.kind() == Kind.DC_LINE, limit.place()))
                .distinct()
                .limit(MOST_SEEDS)
                .toList();
        List<Line> all = all(solved);
        if (seeds.isEmpty()) {
            seeds = all.stream()
                    .map(Line::link)
                    .sorted(Order.by(link -> -loading(solved, link)))
                    .limit(MOST_SEEDS)
                    .toList();
        }
        int[] buses = around(all, seeds, solved.network().buses().size());
        return new Neighbourhood(seeds, buses, lines(solved, seeds, buses, all));
    }

    /** All that take part, their ends in the network's list. */
    private static List<Line> all(SolvedCase solved) {
        BusIndex index = solved.network().busIndex();
        return Stream.concat(
                        IntStream.of(solved.branches())
                                .mapToObj(l -> new Line(new Link(false, l), solved.from()[l], solved.to()[l], 1)),
                        IntStream.of(solved.dcLines()).mapToObj(d -> {
                            DcLine line = solved.network().dcLines().get(d);
                            return new Line(new Link(true, d), index.at(line.fromBus()), index.at(line.toBus()), 1);
                        }))
                .toList();
    }

    /** Of what has no limit less than of any that has. */
    private static double loading(SolvedCase solved, Link link) {
        double loading = solved.loading(link);
        return Double.isNaN(loading) ? -1 : loading;
    }

    /** Ring by ring, until there are enough. */
    private static int[] around(List<Line> all, List<Link> seeds, int buses) {
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < buses; i++) {
            neighbours.add(new ArrayList<>(4));
        }
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (Line line : all) {
            neighbours.get(line.from).add(line.to);
            neighbours.get(line.to).add(line.from);
        }
        for (Link seed : seeds) {
            all.stream()
                    .filter(line -> line.link.equals(seed))
                    .forEach(line -> queue.addAll(List.of(line.from, line.to)));
        }
        boolean[] seen = new boolean[buses];
        int[] found = new int[MOST_BUSES];
        int count = 0;
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

    private static List<Line> lines(SolvedCase solved, List<Link> seeds, int[] buses, List<Line> all) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int k = 0; k < buses.length; k++) {
            places.put(buses[k], k);
        }
        // by their ends and their kind
        Map<Integer, Line> lines = new LinkedHashMap<>();
        for (Line line : all) {
            Integer from = places.get(line.from);
            Integer to = places.get(line.to);
            if (from != null && to != null && !from.equals(to)) {
                lines.merge(
                        2 * (MOST_BUSES * Math.min(from, to) + Math.max(from, to)) + (line.link.isDcLine ? 1 : 0),
                        new Line(line.link, from, to, 1),
                        (some, more) -> {
                            Line one = isPreferred(solved, seeds, more.link, some.link) ? more : some;
                            return new Line(one.link, one.from, one.to, some.count + more.count);
                        });
            }
        }
        return List.copyOf(lines.values());
    }

    /** A seed before what is none, and of two of a kind the more loaded. */
    private static boolean isPreferred(SolvedCase solved, List<Link> seeds, Link one, Link other) {
        boolean isSeed = seeds.contains(one);
        return isSeed == seeds.contains(other) ? loading(solved, one) > loading(solved, other) : isSeed;
    }
}
