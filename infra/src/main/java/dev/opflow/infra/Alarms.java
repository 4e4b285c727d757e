package dev.opflow.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** What somebody should be told of, and the topic that tells. docs/operate.md says of each what to do. */
final class Alarms extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);

    private final Topic topic;

    Alarms(Construct scope, Optional<String> email) {
        super(scope, "Alarms");
        topic = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
        topic.addToResourcePolicy(alarmsMayPublish());
        email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
    }

    /** A topic with a policy has lost the usual one, by which its own account may publish. */
    private PolicyStatement alarmsMayPublish() {
        return PolicyStatement.Builder.create()
                .sid("AlarmsMayPublish")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build();
    }

    /** The alarms of an upload's whole way. */
    void watch(UploadQueue uploads, SolverFunction solver, RunMetrics runs) {
        MetricOptions most =
                MetricOptions.builder().statistic("Maximum").period(PERIOD).build();
        MetricOptions sum =
                MetricOptions.builder().statistic("Sum").period(PERIOD).build();
        alarm(
                "DeadLetters",
                "Uploads that failed again and again were given up: they have no result.",
                uploads.deadLetters().metricApproximateNumberOfMessagesVisible(most),
                1);
        alarm(
                "Errors",
                "The function crashed, ran out of time or did not start. Its messages come again.",
                solver.function().metricErrors(sum),
                1);
        alarm(
                "Failed",
                "The function handed messages back: the store or the machine failed. They come again.",
                runs.failed(),
                1);
        alarm(
                "Backlog",
                "An upload has waited for longer than a message that failed is hidden.",
                uploads.queue().metricApproximateAgeOfOldestMessage(most),
                uploads.visibility().toSeconds().intValue());
        alarm(
                "Unverified",
                "An engine claimed a solution that misses limits once recomputed.",
                runs.runs("Unverified"),
                1);
    }

    private void alarm(String id, String description, IMetric metric, int threshold) {
        Alarm.Builder.create(this, id)
                .alarmDescription(description + " See docs/operate.md.")
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(topic));
    }

    Topic topic() {
        return topic;
    }
}
