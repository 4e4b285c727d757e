package dev.opflow.infra;

import java.nio.file.Files;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.constructs.Construct;

/** The way of an upload: bucket, queue, function, bucket of results; and what watches over it. */
final class OpflowStack extends Stack {

    OpflowStack(Construct scope, Deployment deployment) {
        super(
                scope,
                "Opflow",
                StackProps.builder()
                        .stackName(deployment.name())
                        .description("Optimal power flow of each case that is uploaded to a bucket.")
                        .build());
        if (deployment.image() instanceof ImageSource.BuiltFrom built
                && !Files.isRegularFile(built.context().resolve("Dockerfile"))) {
            // no exception: the repository can be deployed before there is any image; and a stack must hold something
            new CfnWaitConditionHandle(this, "NoImage");
            Annotations.of(this)
                    .addError("There is no " + built.context().resolve("Dockerfile") + " to build the image from."
                            + " Run ./mvnw package, or name an image in ECR: -c image=URI.");
            return;
        }
        wire(deployment);
    }

    private void wire(Deployment deployment) {
        RunMetrics runs = new RunMetrics(deployment.name());
        Bucket accessLogs = PrivateBucket.forAccessLogs(this);
        Bucket results = PrivateBucket.forResults(this, accessLogs);
        Bucket uploads = PrivateBucket.forUploads(this, deployment.versionDays(), accessLogs);
        UploadQueue queue = new UploadQueue(this, deployment);
        SolverFunction solver = new SolverFunction(this, deployment, runs.namespace(), results);

        queue.takesUploadsOf(uploads, deployment.uploadsPrefix());
        solver.mayRead(uploads, deployment.uploadsPrefix());
        solver.takesFrom(queue.queue(), deployment.concurrency());
        tellsEventBridge(results);

        Alarms alarms = new Alarms(this, deployment.alarmEmail());
        alarms.watch(queue, solver, runs);
        Dashboard dashboard = SolverDashboard.of(this, queue, solver, runs);

        tag("application", "opflow");
        tag("deployment", deployment.name());
        output("UploadsBucket", uploads.getBucketName());
        output("ResultsBucket", results.getBucketName());
        output("QueueUrl", queue.queue().getQueueUrl());
        output("DeadLettersUrl", queue.deadLetters().getQueueUrl());
        output("DeadLettersArn", queue.deadLetters().getQueueArn());
        output("DashboardName", dashboard.getDashboardName());
        output("FunctionName", solver.name());
        output("AlarmTopic", alarms.topic().getTopicArn());
    }

    /**
     * Every result is an event then: EventBridge is told of each object by S3 itself, and the function needs no right to tell
     * it. By the bucket's own property, as CDK's would bring a function.
     */
    private static void tellsEventBridge(Bucket results) {
        CfnBucket resource = (CfnBucket) results.getNode().getDefaultChild();
        resource.setNotificationConfiguration(CfnBucket.NotificationConfigurationProperty.builder()
                .eventBridgeConfiguration(CfnBucket.EventBridgeConfigurationProperty.builder()
                        .eventBridgeEnabled(true)
                        .build())
                .build());
    }

    /** All but the dashboard, which takes tags only since of late and not everywhere. */
    private void tag(String key, String value) {
        Tags.of(this)
                .add(
                        key,
                        value,
                        TagProps.builder()
                                .excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard"))
                                .build());
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
