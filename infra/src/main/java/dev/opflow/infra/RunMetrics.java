package dev.opflow.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * The metrics that the function logs of each run; docs/operate.md explains them. Statuses and engines are those of
 * docs/results.md.
 *
 * @param namespace of all of them
 */
record RunMetrics(String namespace) {
    private static final List<String> STATUSES =
            List.of("Solved", "Infeasible", "NotConverged", "DeadlineReached", "InvalidCase", "Refused", "Unverified");
    private static final List<String> ENGINES = List.of("exago", "embedded");

    /** Runs that ended with a status. */
    Metric runs(String status) {
        return metric("Runs", "Status", status, "Sum");
    }

    /** Runs by status. */
    List<IMetric> runs() {
        return STATUSES.stream().<IMetric>map(this::runs).toList();
    }

    /** Messages that the function handed back, and that come again. */
    Metric failed() {
        return metric("Failed", "Handler", "uploads", "Sum").with(label("Messages handed back"));
    }

    /** A figure of runs by engine, as {@code Seconds}: the median and the largest. */
    List<IMetric> byEngine(String name) {
        return ENGINES.stream()
                .flatMap(engine -> Stream.of("p50", "Maximum")
                        .<IMetric>map(statistic ->
                                metric(name, "Engine", engine, statistic).with(label(engine + " " + statistic))))
                .toList();
    }

    private static MetricOptions label(String text) {
        return MetricOptions.builder().label(text).build();
    }

    private Metric metric(String name, String dimension, String value, String statistic) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .dimensionsMap(Map.of(dimension, value))
                .statistic(statistic)
                .period(Duration.minutes(5))
                .label(value)
                .build();
    }
}
