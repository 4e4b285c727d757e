package dev.opflow.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.AssetStaging;
import software.amazon.awscdk.DockerImageAssetLocation;
import software.amazon.awscdk.DockerImageAssetSource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.DockerImageCode;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.EcrImageCodeProps;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The function, its log, and a role that may do what it is told here and nothing else. */
final class SolverFunction extends Construct {
    /** A GB for a second on arm64, $ in most regions, before discounts (docs/deploy.md); untold, the function takes that of x86_64. */
    private static final String ARM_PRICE = "0.0000133334";

    private final Role role;
    private final DockerImageFunction function;
    /** What takes messages: the function, or the alias of its newest version, as Lambda makes snapshots of versions only. */
    private final IFunction invoked;

    /**
     * Makes the function.
     *
     * @param metricsNamespace where it counts its solves
     * @param results where they go
     */
    SolverFunction(Construct scope, Deployment deployment, String metricsNamespace, Bucket results) {
        super(scope, "Solver");
        LogGroup log = log(deployment.logDays());
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .description("What the function of " + deployment.name() + " may do.")
                .build();
        log.grantWrite(role);
        boolean arm = deployment.architecture().equals("arm64");
        function = DockerImageFunction.Builder.create(this, "Function")
                .description("Solves the optimal power flow of each case that is uploaded.")
                .code(code(deployment.image(), arm))
                .architecture(arm ? Architecture.ARM_64 : Architecture.X86_64)
                .memorySize(deployment.memoryMb())
                .timeout(Duration.seconds(deployment.timeoutSeconds()))
                .environment(environment(deployment, metricsNamespace, results))
                .logGroup(log)
                .role(role)
                .build();
        invoked = deployment.snapStart() ? snapshot() : function;
        mayWrite(results, deployment.resultsPrefix());
    }

    /** By the resource's own property: CDK's refuses images, which Lambda takes by now. */
    private IFunction snapshot() {
        CfnFunction resource = (CfnFunction) function.getNode().getDefaultChild();
        resource.setSnapStart(CfnFunction.SnapStartProperty.builder()
                .applyOn("PublishedVersions")
                .build());
        return Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    private LogGroup log(int days) {
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnLogGroup resource = (CfnLogGroup) log.getNode().getDefaultChild();
        resource.setRetentionInDays(days);
        return log;
    }

    private DockerImageCode code(ImageSource source, boolean arm) {
        return switch (source) {
            case ImageSource.InRegistry image ->
                code(Repository.fromRepositoryArn(this, "Images", image.repositoryArn()), image.tagOrDigest());
            case ImageSource.BuiltFrom image -> {
                DockerImageAssetLocation built = build(image, arm ? "linux/arm64" : "linux/amd64");
                yield code(
                        Repository.fromRepositoryName(this, "Images", built.getRepositoryName()),
                        Objects.requireNonNull(built.getImageTag()));
            }
        };
    }

    private static DockerImageCode code(IRepository repository, String tagOrDigest) {
        return DockerImageCode.fromEcr(
                repository, EcrImageCodeProps.builder().tagOrDigest(tagOrDigest).build());
    }

    /** As CDK's DockerImageAsset, whose hash would be another with each build of the same commit. */
    private DockerImageAssetLocation build(ImageSource.BuiltFrom image, String platform) {
        AssetStaging context = AssetStaging.Builder.create(this, "Context")
                .sourcePath(image.context().toString())
                .assetHash(image.hash(platform))
                .assetHashType(AssetHashType.CUSTOM)
                .build();
        DockerImageAssetSource.Builder source = DockerImageAssetSource.builder()
                .directoryName(context.relativeStagedPath(Stack.of(this)))
                .sourceHash(context.getAssetHash())
                .dockerBuildArgs(image.arguments())
                .platform(platform);
        image.exago().ifPresent(folder -> source.dockerBuildContexts(Map.of("exago", folder.toString())));
        return Stack.of(this).getSynthesizer().addDockerImageAsset(source.build());
    }

    /** docs/configuration.md has all that there are. */
    private static Map<String, String> environment(Deployment deployment, String metricsNamespace, Bucket results) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (deployment.architecture().equals("arm64")) {
            environment.put("OPFLOW_PRICE_PER_GB_SECOND", ARM_PRICE);
        }
        environment.putAll(deployment.environment());
        environment.put("OPFLOW_RESULTS_BUCKET", results.getBucketName());
        if (!deployment.resultsPrefix().isEmpty()) {
            environment.put("OPFLOW_RESULTS_PREFIX", deployment.resultsPrefix());
        }
        environment.put("OPFLOW_METRICS_NAMESPACE", metricsNamespace);
        return environment;
    }

    /** Lets it read cases, each in the version that its message names. */
    void mayRead(Bucket uploads, String prefix) {
        allow(List.of("s3:GetObject", "s3:GetObjectVersion"), uploads.arnForObjects(prefix + "*"), Map.of());
        mayList(uploads, prefix);
    }

    /** It reads results too: whether one is there, and which is the newest. */
    private void mayWrite(Bucket results, String prefix) {
        allow(List.of("s3:GetObject", "s3:PutObject"), results.arnForObjects(prefix + "*"), Map.of());
        mayList(results, prefix);
    }

    /**
     * It lists nothing, but S3 tells only who may list that an object is missing (404); others that it is forbidden (403), which is a
     * failure. A request for an object has no prefix, hence IfExists: without it, the condition would forbid what it is for. So a
     * listing that names another prefix is forbidden, and one without any is not: a policy can't tell it from such a request.
     */
    private void mayList(Bucket bucket, String prefix) {
        Map<String, Object> below =
                prefix.isEmpty() ? Map.of() : Map.of("StringLikeIfExists", Map.of("s3:prefix", prefix + "*"));
        allow(List.of("s3:ListBucket"), bucket.getBucketArn(), below);
    }

    private void allow(List<String> actions, String resource, Map<String, Object> conditions) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.of(resource))
                .conditions(conditions)
                .build());
    }

    /** Has it take messages, one at a time: a case may need all of its memory and its time. */
    void takesFrom(Queue queue, int concurrency) {
        invoked.addEventSource(SqsEventSource.Builder.create(queue)
                .batchSize(1)
                .maxConcurrency(concurrency)
                .reportBatchItemFailures(true)
                .build());
    }

    /** Its metrics are those of all versions. */
    DockerImageFunction function() {
        return function;
    }

    /** The name that invokes it, with the alias where there is one. */
    String name() {
        return invoked.getFunctionName();
    }
}
