package dev.opflow.verify;

import dev.opflow.engine.Violation;
import dev.opflow.grid.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What exceeds a tolerance. */
final class Violations {
    /** Beyond these a solution is not merely inexact, and more rows help nobody. */
    private static final int MOST = 1000;

    private final double tolerance;
    private final List<Violation> found = new ArrayList<>();
    private double largest;

    Violations(double tolerance) {
        this.tolerance = tolerance;
    }

    /** Whether an excess is one; what is no number always is. */
    boolean isOne(double excess) {
        return !(excess <= tolerance);
    }

    /** Takes note of how far a limit is exceeded, also within the tolerance. */
    void note(double excess) {
        largest = Math.max(largest, excess);
    }

    double largestOfLimits() {
        return largest;
    }

    void check(Violation.Limit limit, Element element, double value, double bound, double excess) {
        if (isOne(excess)) {
            found.add(new Violation(limit, element, value, bound, excess));
        }
    }

    List<Violation> worstFirst() {
        found.sort(Comparator.comparingDouble(Violation::excess).reversed());
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }
}
