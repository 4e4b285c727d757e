package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awscdk.assertions.Match.absent;
import static software.amazon.awscdk.assertions.Match.anyValue;
import static software.amazon.awscdk.assertions.Match.arrayWith;
import static software.amazon.awscdk.assertions.Match.objectLike;
import static software.amazon.awscdk.assertions.Match.stringLikeRegexp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** What a deployment holds, read off its template. */
class OpflowStackTest {
    private static final String FUNCTION = "AWS::Lambda::Function";

    private static Template fromEcr;
    private static Template built;

    @BeforeAll
    static void synthesise() {
        Tools.requireNode();
        fromEcr = template(Map.of("image", Apps.TAGGED, "uploadsPrefix", "cases/", "resultsPrefix", "out/"));
        built = template(Map.of(
                "architecture", "arm64", "memory", "4096", "timeout", "900", "environment", "OPFLOW_MARGIN=20s"));
    }

    private static Template template(Map<String, String> context) {
        return Template.fromStack(OpflowApp.assemble(Apps.with(context), Apps.buildContext()));
    }

    @Test
    void takesTheImageFromEcr() {
        fromEcr.hasResourceProperties(
                FUNCTION,
                Map.of(
                        "PackageType",
                        "Image",
                        "Code",
                        Map.of(
                                "ImageUri",
                                Map.of(
                                        "Fn::Join",
                                        List.of(
                                                "",
                                                List.of(
                                                        "111122223333.dkr.ecr.eu-central-1.",
                                                        Map.of("Ref", "AWS::URLSuffix"),
                                                        "/opflow:1.2.0")))),
                        "Architectures",
                        List.of("x86_64"),
                        "MemorySize",
                        1769,
                        "Timeout",
                        300,
                        "ImageConfig",
                        absent()));
    }

    @Test
    void takesTheImageFromEcrByDigest() {
        String digest = "sha256:" + "a".repeat(64);
        Template template = template(Map.of("image", Apps.TAGGED.replace(":1.2.0", "@" + digest)));

        template.hasResourceProperties(
                FUNCTION,
                Map.of(
                        "Code",
                        Map.of("ImageUri", Map.of("Fn::Join", List.of("", arrayWith(List.of("/opflow@" + digest)))))));
    }

    @Test
    void takesTheImageFromItsBuild() {
        built.hasResourceProperties(
                FUNCTION,
                Map.of(
                        "PackageType",
                        "Image",
                        "Code",
                        Map.of(
                                "ImageUri",
                                Map.of(
                                        "Fn::Join",
                                        List.of("", arrayWith(List.of(stringLikeRegexp(":[0-9a-f]{64}$")))))),
                        "Architectures",
                        List.of("arm64"),
                        "MemorySize",
                        4096,
                        "Timeout",
                        900));
        assertThat(built.findResources(FUNCTION).toString())
                .contains("cdk-hnb659fds-container-assets-${AWS::AccountId}-${AWS::Region}");
    }

    @Test
    void namesTheSameImageForTheSameFilesWheneverTheyWereWritten() {
        Template again = template(Map.of("architecture", "arm64"));
        Template other = template(Map.of("architecture", "arm64", "buildArguments", "EXAGO_IMAGE=exago:1.6"));

        Template elsewhere = template(Map.of("architecture", "x86_64"));

        assertThat(imageTag(again))
                .isEqualTo(imageTag(built))
                .isNotEqualTo(imageTag(other))
                .isNotEqualTo(imageTag(elsewhere));
    }

    private static String imageTag(Template template) {
        Matcher hash = Pattern.compile("[0-9a-f]{64}")
                .matcher(template.findResources(FUNCTION).toString());
        assertThat(hash.find()).isTrue();
        return hash.group();
    }

    @Test
    void saysWhatToDoWhereNothingCanBeBuilt() {
        App app = Apps.with(Map.of());

        OpflowStack stack = OpflowApp.assemble(app, Path.of("nowhere"));

        assertThat(stack.getNode().getMetadata())
                .filteredOn(entry -> entry.getType().equals("aws:cdk:error"))
                .singleElement()
                .satisfies(error -> assertThat(String.valueOf(error.getData()))
                        .isEqualTo(
                                "There is no nowhere/Dockerfile to build the image from. Run ./mvnw package, or name an"
                                        + " image in ECR: -c image=URI."));
    }

    @Test
    void tellsTheFunctionWhereResultsGo() {
        fromEcr.hasResourceProperties(
                FUNCTION,
                Map.of(
                        "Environment",
                        Map.of(
                                "Variables",
                                Map.of(
                                        "OPFLOW_RESULTS_BUCKET",
                                        Map.of("Ref", stringLikeRegexp("^Results")),
                                        "OPFLOW_RESULTS_PREFIX",
                                        "out/",
                                        "OPFLOW_METRICS_NAMESPACE",
                                        "opflow"))));
    }

    @Test
    void tellsTheFunctionWhatItIsToldByTheContext() {
        built.hasResourceProperties(
                FUNCTION, Map.of("Environment", Map.of("Variables", objectLike(Map.of("OPFLOW_MARGIN", "20s")))));
    }

    @Test
    void tellsTheFunctionThePriceOfItsProcessor() {
        price(built, "0.0000133334");
        price(fromEcr, absent());
        price(
                template(Map.of("architecture", "arm64", "environment", "OPFLOW_PRICE_PER_GB_SECOND=0.00001")),
                "0.00001");
    }

    private static void price(Template template, Object expected) {
        template.hasResourceProperties(
                FUNCTION,
                Map.of("Environment", Map.of("Variables", objectLike(Map.of("OPFLOW_PRICE_PER_GB_SECOND", expected)))));
    }

    @Test
    void keepsItsBucketsPrivateEncryptedAndBeyondTheStack() {
        fromEcr.resourceCountIs("AWS::S3::Bucket", 3);
        fromEcr.allResources(
                "AWS::S3::Bucket",
                objectLike(Map.of(
                        "DeletionPolicy",
                        "Retain",
                        "Properties",
                        objectLike(Map.of(
                                "PublicAccessBlockConfiguration",
                                Map.of(
                                        "BlockPublicAcls",
                                        true,
                                        "BlockPublicPolicy",
                                        true,
                                        "IgnorePublicAcls",
                                        true,
                                        "RestrictPublicBuckets",
                                        true),
                                "BucketEncryption",
                                anyValue())))));
        fromEcr.allResourcesProperties(
                "AWS::S3::BucketPolicy",
                objectLike(Map.of(
                        "PolicyDocument",
                        objectLike(Map.of(
                                "Statement",
                                arrayWith(List.of(objectLike(Map.of(
                                        "Effect",
                                        "Deny",
                                        "Condition",
                                        Map.of("Bool", Map.of("aws:SecureTransport", "false")))))))))));
    }

    @Test
    void keepsEveryVersionOfAnUploadForAWhileAndTellsTheQueueOfCasesOnly() {
        fromEcr.hasResourceProperties(
                "AWS::S3::Bucket",
                Map.of(
                        "VersioningConfiguration",
                        Map.of("Status", "Enabled"),
                        "LifecycleConfiguration",
                        Map.of(
                                "Rules",
                                arrayWith(List.of(objectLike(
                                        Map.of("NoncurrentVersionExpiration", Map.of("NoncurrentDays", 30)))))),
                        "NotificationConfiguration",
                        Map.of("QueueConfigurations", List.of(notification(".m"), notification(".m.gz")))));
    }

    private static Map<String, Object> notification(String suffix) {
        return Map.of(
                "Event",
                "s3:ObjectCreated:*",
                "Queue",
                Map.of("Fn::GetAtt", List.of(stringLikeRegexp("^UploadQueue"), "Arn")),
                "Filter",
                Map.of(
                        "S3Key",
                        Map.of(
                                "Rules",
                                List.of(
                                        Map.of("Name", "prefix", "Value", "cases/"),
                                        Map.of("Name", "suffix", "Value", suffix)))));
    }

    @Test
    void tellsEventBridgeOfResults() {
        fromEcr.hasResourceProperties(
                "AWS::S3::Bucket",
                Map.of(
                        "NotificationConfiguration",
                        Map.of("EventBridgeConfiguration", Map.of("EventBridgeEnabled", true))));
    }

    @Test
    void hidesAMessageForSixTimeoutsAndGivesItUpAfterFiveTries() {
        fromEcr.hasResourceProperties(
                "AWS::SQS::Queue",
                Map.of(
                        "VisibilityTimeout",
                        1800,
                        "RedrivePolicy",
                        Map.of("deadLetterTargetArn", anyValue(), "maxReceiveCount", 5),
                        "SqsManagedSseEnabled",
                        true));
        built.hasResourceProperties("AWS::SQS::Queue", Map.of("VisibilityTimeout", 5400));
        fromEcr.hasResourceProperties(
                "AWS::SQS::Queue", Map.of("MessageRetentionPeriod", 14 * 86_400, "RedrivePolicy", absent()));
    }

    @Test
    void takesOneMessageAtATimeAndReportsThoseThatFailed() {
        fromEcr.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of(
                        "BatchSize",
                        1,
                        "FunctionResponseTypes",
                        List.of("ReportBatchItemFailures"),
                        "ScalingConfig",
                        Map.of("MaximumConcurrency", 10)));
    }

    @Test
    void takesMessagesByTheFunctionItself() {
        fromEcr.resourceCountIs("AWS::Lambda::Version", 0);
        fromEcr.hasResourceProperties(FUNCTION, Map.of("SnapStart", absent(), "EphemeralStorage", absent()));
        fromEcr.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of("FunctionName", Map.of("Ref", stringLikeRegexp("^SolverFunction"))));
    }

    @Test
    void takesMessagesByAPublishedVersionWhereItStartsFromASnapshot() {
        Template template = template(Map.of("image", Apps.TAGGED, "snapStart", "true"));

        template.hasResourceProperties(
                FUNCTION,
                Map.of(
                        "SnapStart",
                        Map.of("ApplyOn", "PublishedVersions"),
                        // 512 MB, the most that a snapshot may have
                        "EphemeralStorage",
                        absent()));
        template.hasResourceProperties(
                "AWS::Lambda::Alias",
                Map.of(
                        "Name",
                        "live",
                        "FunctionVersion",
                        Map.of("Fn::GetAtt", List.of(stringLikeRegexp("^SolverFunctionCurrentVersion"), "Version"))));
        template.hasResourceProperties(
                "AWS::Lambda::EventSourceMapping",
                Map.of("FunctionName", Map.of("Fn::Join", List.of("", List.of(anyValue(), ":live")))));
        template.hasOutput(
                "FunctionName", Map.of("Value", Map.of("Fn::Join", List.of("", List.of(anyValue(), ":live")))));
        template.resourceCountIs("AWS::Lambda::EventSourceMapping", 1);
    }

    @Test
    void publishesAnotherVersionForAnotherImage() {
        assertThat(version("1.2.0")).isEqualTo(version("1.2.0")).isNotEqualTo(version("1.3.0"));
    }

    private static Set<String> version(String tag) {
        return template(Map.of("image", Apps.TAGGED.replace("1.2.0", tag), "snapStart", "true"))
                .findResources("AWS::Lambda::Version")
                .keySet();
    }

    @Test
    @SuppressWarnings("unchecked") // JSON
    void allowsTheFunctionWhatItDoesAndNoMore() {
        Map<String, Object> policy =
                fromEcr.findResources("AWS::IAM::Policy").values().iterator().next();
        Map<String, Object> properties = (Map<String, Object>) policy.get("Properties");
        List<Map<String, Object>> statements =
                (List<Map<String, Object>>) ((Map<String, Object>) properties.get("PolicyDocument")).get("Statement");

        fromEcr.resourceCountIs("AWS::IAM::Policy", 1);
        fromEcr.hasResourceProperties("AWS::IAM::Role", Map.of("ManagedPolicyArns", absent()));
        assertThat(actions(statements))
                .isEqualTo(Set.of(
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "s3:GetObject",
                        "s3:GetObjectVersion",
                        "s3:ListBucket",
                        "s3:PutObject",
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:GetQueueUrl",
                        "sqs:ReceiveMessage"));
        assertThat(statement(statements, "s3:GetObjectVersion").toString()).contains("Uploads", "/cases/*");
        assertThat(statement(statements, "s3:PutObject").toString())
                .contains("Results", "/out/*")
                .doesNotContain("Uploads");
        assertThat(statements.stream()
                        .filter(statement -> statement.get("Action").equals("s3:ListBucket"))
                        .map(statement -> statement.get("Condition")))
                .containsExactlyInAnyOrder(below("cases/*"), below("out/*"));
    }

    /**
     * S3 answers 404 for a missing object only to who has s3:ListBucket (API reference, HeadObject and GetObject). Such a request has
     * no prefix, and without it StringLike is false, StringLikeIfExists true (IAM user guide, "Condition operators").
     */
    private static Map<String, Object> below(String pattern) {
        return Map.of("StringLikeIfExists", Map.of("s3:prefix", pattern));
    }

    private static Set<String> actions(List<Map<String, Object>> statements) {
        return statements.stream()
                .map(statement -> statement.get("Action"))
                .flatMap(action -> action instanceof List<?> list ? list.stream() : List.of(action).stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> statement(List<Map<String, Object>> statements, String action) {
        return statements.stream()
                .filter(statement -> actions(List.of(statement)).contains(action))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void letsOnlyTheBucketOfUploadsSendToTheQueue() {
        String uploads = fromEcr.findResources("AWS::S3::Bucket").keySet().stream()
                .filter(id -> id.startsWith("Uploads"))
                .findFirst()
                .orElseThrow();
        // as CloudFormation names it: opflow-uploads4f6eb0fd-1abcdefg2345
        String name = ":s3:::opflow-" + uploads.toLowerCase(Locale.ROOT) + "-*";

        fromEcr.hasResourceProperties(
                "AWS::SQS::QueuePolicy",
                Map.of(
                        "PolicyDocument",
                        Map.of(
                                "Statement",
                                arrayWith(List.of(objectLike(Map.of(
                                        "Action",
                                        "sqs:SendMessage",
                                        "Principal",
                                        Map.of("Service", "s3.amazonaws.com"),
                                        "Condition",
                                        Map.of(
                                                "StringEquals",
                                                Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")),
                                                "ArnLike",
                                                Map.of(
                                                        "aws:SourceArn",
                                                        Map.of(
                                                                "Fn::Join",
                                                                List.of("", arrayWith(List.of(name)))))))))))));
    }

    @Test
    void namesTheDeadLettersForARedriveAndTheDashboard() {
        fromEcr.hasOutput(
                "DeadLettersArn",
                Map.of("Value", Map.of("Fn::GetAtt", List.of(stringLikeRegexp("^UploadQueueDeadLetters"), "Arn"))));
        fromEcr.hasOutput("DashboardName", Map.of("Value", Map.of("Ref", stringLikeRegexp("^Dashboard"))));
    }

    @Test
    void bringsNoFunctionBesidesTheSolver() {
        fromEcr.resourceCountIs(FUNCTION, 1);
        assertThat(resourceTypes(fromEcr)).noneMatch(type -> type.startsWith("Custom::"));
    }

    @SuppressWarnings("unchecked") // JSON
    private static Set<String> resourceTypes(Template template) {
        Map<String, Map<String, Object>> resources =
                (Map<String, Map<String, Object>>) template.toJSON().get("Resources");
        return resources.values().stream()
                .map(resource -> String.valueOf(resource.get("Type")))
                .collect(Collectors.toSet());
    }

    @Test
    void keepsLogsForAMonth() {
        fromEcr.hasResource(
                "AWS::Logs::LogGroup", Map.of("Properties", Map.of("RetentionInDays", 30), "DeletionPolicy", "Delete"));
    }

    @Test
    void watchesTheWholeWay() {
        fromEcr.resourceCountIs("AWS::CloudWatch::Alarm", 5);
        fromEcr.allResourcesProperties(
                "AWS::CloudWatch::Alarm",
                objectLike(Map.of("AlarmActions", List.of(Map.of("Ref", stringLikeRegexp("^AlarmsTopic"))))));
        for (String metric : List.of("ApproximateNumberOfMessagesVisible", "Errors", "ApproximateAgeOfOldestMessage")) {
            fromEcr.hasResourceProperties("AWS::CloudWatch::Alarm", Map.of("MetricName", metric));
        }
        watchesWhatTheFunctionLogs("Failed", "Handler", "uploads");
        watchesWhatTheFunctionLogs("Runs", "Status", "Unverified");
        fromEcr.hasResourceProperties(
                "AWS::SNS::TopicPolicy",
                Map.of(
                        "PolicyDocument",
                        Map.of(
                                "Statement",
                                arrayWith(List.of(objectLike(Map.of(
                                        "Effect",
                                        "Allow",
                                        "Action",
                                        "sns:Publish",
                                        "Principal",
                                        Map.of("Service", "cloudwatch.amazonaws.com"))))))));
    }

    private static void watchesWhatTheFunctionLogs(String metric, String dimension, String value) {
        fromEcr.hasResourceProperties(
                "AWS::CloudWatch::Alarm",
                Map.of(
                        "Metrics",
                        List.of(objectLike(Map.of(
                                "MetricStat",
                                objectLike(Map.of(
                                        "Metric",
                                        Map.of(
                                                "Namespace",
                                                "opflow",
                                                "MetricName",
                                                metric,
                                                "Dimensions",
                                                List.of(Map.of("Name", dimension, "Value", value))))))))));
    }

    @Test
    void explainsEveryAlarmToWhoeverOperatesIt() throws IOException {
        String operate = Files.readString(Path.of("..", "docs", "operate.md"));
        Set<String> alarms = fromEcr.findResources("AWS::CloudWatch::Alarm").keySet().stream()
                .map(id -> id.replaceFirst("^Alarms", "").replaceFirst("[0-9A-F]{8}$", ""))
                .collect(Collectors.toSet());

        Set<String> explained = Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]+\\|[^|]+\\|$")
                .matcher(operate.substring(operate.indexOf("## Alarms"), operate.indexOf("## Redrive")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toSet());
        assertThat(alarms).isEqualTo(explained).hasSize(5);
    }

    @Test
    void tellsSomebodyOfAlarmsWhereThereIsSomebody() {
        fromEcr.resourceCountIs("AWS::SNS::Subscription", 0);
        template(Map.of("image", Apps.TAGGED, "alarmEmail", "ops@example.org"))
                .hasResourceProperties(
                        "AWS::SNS::Subscription", Map.of("Protocol", "email", "Endpoint", "ops@example.org"));
    }

    @Test
    void tagsWhatItMakes() {
        fromEcr.allResourcesProperties(
                "AWS::S3::Bucket",
                objectLike(Map.of(
                        "Tags",
                        arrayWith(List.of(
                                Map.of("Key", "application", "Value", "opflow"),
                                Map.of("Key", "deployment", "Value", "opflow"))))));
    }
}
