package dev.opflow.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.constructs.Construct;

/** One page: what came of the cases, how hard they were, and how the queue and the function do. */
final class SolverDashboard {
    private SolverDashboard() {}

    static Dashboard of(Construct scope, UploadQueue uploads, SolverFunction solver, RunMetrics runs) {
        Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard")
                .defaultInterval(Duration.days(1))
                .build();
        dashboard.addWidgets(
                graph("Runs by status", runs.runs(), true),
                graph("Seconds of a run", runs.byEngine("Seconds"), false),
                graph("Iterations", runs.byEngine("Iterations"), false));
        dashboard.addWidgets(
                graph("Buses", runs.byEngine("Buses"), false),
                graph("Cost of solved cases, $/h", runs.byEngine("Cost"), false),
                graph(
                        "Queue",
                        List.of(
                                uploads.queue().metricApproximateNumberOfMessagesVisible(),
                                uploads.queue().metricApproximateNumberOfMessagesNotVisible(),
                                uploads.deadLetters().metricApproximateNumberOfMessagesVisible()),
                        false));
        dashboard.addWidgets(
                graph(
                        "Invocations",
                        List.of(
                                solver.function().metricInvocations(),
                                solver.function().metricErrors(),
                                runs.failed(),
                                solver.function().metricThrottles()),
                        false),
                graph("Milliseconds of an invocation", List.of(solver.function().metricDuration()), false),
                graph(
                        "Oldest message, seconds",
                        List.of(uploads.queue().metricApproximateAgeOfOldestMessage()),
                        false));
        return dashboard;
    }

    private static GraphWidget graph(String title, List<IMetric> metrics, boolean stacked) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .stacked(stacked)
                .width(8)
                .height(6)
                .build();
    }
}
