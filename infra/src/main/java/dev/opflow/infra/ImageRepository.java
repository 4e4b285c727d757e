package dev.opflow.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/**
 * The repository of images, which must be there before the function can be: a stack of its own. It stands in a stage, so that
 * {@code cdk deploy} without a name means the function. No image is ever removed: nothing here knows which one is deployed.
 */
final class ImageRepository extends Stack {
    /**
     * Makes the stack.
     *
     * @param name of the repository
     * @param readers other accounts whose functions may have its images
     */
    ImageRepository(App app, String name, List<String> readers) {
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
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        repository.addToResourcePolicy(lambdaMayPull(name, readers));
        if (!readers.isEmpty()) {
            repository.addToResourcePolicy(othersMayPull(readers));
        }
        Tags.of(this).add("application", "opflow");
        Tags.of(this).add("deployment", name);
        CfnOutput.Builder.create(this, "RepositoryUri")
                .value(repository.getRepositoryUri())
                .build();
    }

    /** For its own deployment, by how CloudFormation names its function; for those of other accounts whatever they are named. */
    private PolicyStatement lambdaMayPull(String name, List<String> readers) {
        Stream<String> own = Stream.of(functions(getAccount(), name + "-SolverFunction*"));
        List<String> all = Stream.concat(own, readers.stream().map(account -> functions(account, "*")))
                .toList();
        return pull("LambdaMayPull")
                .principals(List.of(new ServicePrincipal("lambda.amazonaws.com")))
                .conditions(Map.of("ArnLike", Map.of("aws:SourceArn", all)))
                .build();
    }

    /** Whoever makes a function of an image must be allowed to have it, besides Lambda. */
    private static PolicyStatement othersMayPull(List<String> readers) {
        return pull("OtherAccountsMayPull")
                .principals(readers.stream().map(AccountPrincipal::new).toList())
                .build();
    }

    private static PolicyStatement.Builder pull(String sid) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"));
    }

    private String functions(String account, String name) {
        return Arn.format(
                ArnComponents.builder()
                        .service("lambda")
                        .account(account)
                        .resource("function")
                        .resourceName(name)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build(),
                this);
    }
}
