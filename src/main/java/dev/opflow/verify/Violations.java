package dev.opflow.verify;

import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;

/** What exceeds a tolerance. */
final class Violations {
    /** Beyond these a solution is not merely inexact, and more rows help nobody. */
    private static final int MOST = 1000;

    private final Network network;
    private final double tolerance;
    private final List<Violation> found = new ArrayList<>();
    private double largest;

    Violations(Network network, double tolerance) {
        this.network = network;
        this.tolerance = tolerance;
    }

    /** The largest excess over a limit, also within the tolerance. */
    double largestOfLimits() {
        return largest;
    }

    /** Demands that a value be at most its bound; an excess of {@code unit} counts as 1. */
    void above(Limit limit, Element.Kind kind, int at, double value, double bound, double unit) {
        limited(limit, kind, at, value, bound, (value - bound) / unit);
    }

    /** Demands that a value be at least its bound. */
    void below(Limit limit, Element.Kind kind, int at, double value, double bound, double unit) {
        limited(limit, kind, at, value, bound, (bound - value) / unit);
    }

    private void limited(Limit limit, Element.Kind kind, int at, double value, double bound, double excess) {
        largest = Math.max(largest, Math.max(0, excess));
        check(limit, kind, at, value, bound, excess);
    }

    /** Demands that all these be finite. */
    void finite(Element.Kind kind, int at, double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                check(Limit.FINITE, kind, at, value, 0, Double.POSITIVE_INFINITY);
                return;
            }
        }
    }

    /** Notes what can't be judged here. */
    void unmodelled(Element element) {
        found.add(new Violation(Limit.UNMODELLED, element, Double.NaN, 0, Double.POSITIVE_INFINITY));
    }

    /** Demands that an excess be within the tolerance; one that is no number never is. */
    void check(Limit limit, Element.Kind kind, int at, double value, double bound, double excess) {
        check(limit, kind, at, value, bound, excess, tolerance);
    }

    /** The same with a tolerance of its own. */
    void check(Limit limit, Element.Kind kind, int at, double value, double bound, double excess, double allowed) {
        if (!(excess <= allowed)) {
            found.add(new Violation(limit, element(kind, at), value, bound, excess));
        }
    }

    private Element element(Element.Kind kind, int at) {
        return switch (kind) {
            case NETWORK -> Element.NETWORK;
            case BUS -> Element.bus(network, at);
            case GENERATOR -> Element.generator(network, at);
            case GENERATOR_COST, DC_LINE_COST -> throw new IllegalArgumentException("a cost has no limit");
            case BRANCH -> Element.branch(network, at);
            case DC_LINE -> Element.dcLine(network, at);
        };
    }

    List<Violation> worstFirst() {
        // Comparator.comparingDouble would be linked anew in each process
        found.sort((a, b) -> Double.compare(b.excess(), a.excess()));
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }
}
