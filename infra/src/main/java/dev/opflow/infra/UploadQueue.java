package dev.opflow.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** The queue between the bucket of uploads and the function, and the one for messages that failed again and again. */
final class UploadQueue extends Construct {
    /** AWS's advice for a queue that Lambda takes from: less loses messages to throttling. */
    private static final int RECEIVES = 5;
    /** Of the function's timeout, while which nobody else may take a message: AWS's advice as well. */
    private static final int VISIBILITY = 6;

    private final Duration visibility;
    private final Queue deadLetters;
    private final Queue queue;

    UploadQueue(Construct scope, Deployment deployment) {
        super(scope, "UploadQueue");
        visibility = Duration.seconds(VISIBILITY * deployment.timeoutSeconds());
        deadLetters = Queue.Builder.create(this, "DeadLetters")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                // counts from the upload, and so must outlast the queue's by far
                .retentionPeriod(Duration.days(14))
                .build();
        queue = Queue.Builder.create(this, "Queue")
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(4))
                .visibilityTimeout(visibility)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(RECEIVES)
                        .build())
                .build();
    }

    /**
     * Has a bucket tell this queue of new cases. The bucket's own property does it: CDK's addEventNotification would bring a
     * function of its own with rights on every bucket.
     */
    void takesUploadsOf(Bucket bucket, String prefix) {
        CfnBucket resource = (CfnBucket) bucket.getNode().getDefaultChild();
        queue.addToResourcePolicy(maySend(resource));
        resource.setNotificationConfiguration(CfnBucket.NotificationConfigurationProperty.builder()
                .queueConfigurations(Stream.of(".m", ".m.gz")
                        .map(suffix -> whenCreated(prefix, suffix))
                        .toList())
                .build());
        // S3 looks whether it may send at once
        bucket.getNode().addDependency(queue.getNode().findChild("Policy"));
    }

    private CfnBucket.QueueConfigurationProperty whenCreated(String prefix, String suffix) {
        Stream<CfnBucket.FilterRuleProperty> rules = Stream.of(rule("suffix", suffix));
        if (!prefix.isEmpty()) {
            rules = Stream.concat(Stream.of(rule("prefix", prefix)), rules);
        }
        return CfnBucket.QueueConfigurationProperty.builder()
                .event("s3:ObjectCreated:*")
                .queue(queue.getQueueArn())
                .filter(CfnBucket.NotificationFilterProperty.builder()
                        .s3Key(CfnBucket.S3KeyFilterProperty.builder()
                                .rules(rules.toList())
                                .build())
                        .build())
                .build();
    }

    private static CfnBucket.FilterRuleProperty rule(String name, String value) {
        return CfnBucket.FilterRuleProperty.builder().name(name).value(value).build();
    }

    /**
     * By the beginning of its name, which CloudFormation makes of the stack's and the bucket's in lower case: naming the bucket
     * itself would be a circle.
     */
    private PolicyStatement maySend(CfnBucket bucket) {
        Stack stack = Stack.of(this);
        String name = stack.getStackName() + "-" + stack.getLogicalId(bucket) + "-*";
        String buckets = Arn.format(
                ArnComponents.builder()
                        .service("s3")
                        .region("")
                        .account("")
                        .resource(name.toLowerCase(Locale.ROOT))
                        .build(),
                stack);
        return PolicyStatement.Builder.create()
                .sid("UploadsMaySend")
                .principals(List.of(new ServicePrincipal("s3.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                // sorted, as Map.of has another order in each process
                .conditions(new TreeMap<>(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", stack.getAccount()),
                        "ArnLike",
                        Map.of("aws:SourceArn", buckets))))
                .build();
    }

    Queue queue() {
        return queue;
    }

    Queue deadLetters() {
        return deadLetters;
    }

    /** How long a message that was taken is hidden from others. */
    Duration visibility() {
        return visibility;
    }
}
