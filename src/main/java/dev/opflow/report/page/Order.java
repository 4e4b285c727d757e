package dev.opflow.report.page;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** Orders by numbers. The comparators of the JDK can be serialized, and for that are linked anew in each process. */
final class Order {
    private Order() {}

    /** The least first. */
    static <T> Comparator<T> by(ToDoubleFunction<? super T> number) {
        return (one, other) -> Double.compare(number.applyAsDouble(one), number.applyAsDouble(other));
    }
}
