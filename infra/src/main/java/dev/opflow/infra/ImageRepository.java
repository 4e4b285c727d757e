package dev.opflow.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * The repository of images, which must be there before the function can be: a stack of its own. It stands in a stage, so that
 * {@code cdk deploy} without a name means the function.
 */
final class ImageRepository extends Stack {
    /** Lambda needs the image of every function that is not new: far more than anybody rolls back to. */
    private static final int IMAGES = 50;

    ImageRepository(App app, String name) {
        super(
                new Stage(app, "Images"),
                "Repository",
                StackProps.builder()
                        .stackName(name + "-images")
                        .description("Images of " + name + ", an optimal power flow as a function.")
                        .build());
        Repository repository = Repository.Builder.create(this, "Images")
                .repositoryName(name)
                .imageTagMutability(TagMutability.IMMUTABLE)
                .imageScanOnPush(true)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .description("the last " + IMAGES)
                        .maxImageCount(IMAGES)
                        .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        repository.addToResourcePolicy(lambdaMayPull(name));
        Tags.of(this).add("application", "opflow");
        Tags.of(this).add("deployment", name);
        CfnOutput.Builder.create(this, "RepositoryUri")
                .value(repository.getRepositoryUri())
                .build();
    }

    private PolicyStatement lambdaMayPull(String name) {
        String functions = Arn.format(
                ArnComponents.builder()
                        .service("lambda")
                        .resource("function")
                        .resourceName(name + "-*")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build(),
                this);
        return PolicyStatement.Builder.create()
                .sid("LambdaMayPull")
                .principals(List.of(new ServicePrincipal("lambda.amazonaws.com")))
                .actions(List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", functions)))
                .build();
    }
}
