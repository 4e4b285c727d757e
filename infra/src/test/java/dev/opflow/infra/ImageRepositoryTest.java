package dev.opflow.infra;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class ImageRepositoryTest {
    private static Template template;

    @BeforeAll
    static void synthesise() {
        Tools.requireNode();
        App app = Apps.with(Map.of());
        template = Template.fromStack(new ImageRepository(app, "grid"));
    }

    @Test
    void keepsImagesThatNeverChangeAndWereScanned() {
        template.hasResource(
                "AWS::ECR::Repository",
                Map.of(
                        "DeletionPolicy",
                        "Retain",
                        "Properties",
                        Map.of(
                                "RepositoryName",
                                "grid",
                                "ImageTagMutability",
                                "IMMUTABLE",
                                "ImageScanningConfiguration",
                                Map.of("ScanOnPush", true),
                                "LifecyclePolicy",
                                Map.of("LifecyclePolicyText", Match.stringLikeRegexp("\"countNumber\":50")))));
    }

    @Test
    void letsLambdaPullForTheFunctionsOfTheDeployment() {
        template.hasResourceProperties(
                "AWS::ECR::Repository",
                Map.of(
                        "RepositoryPolicyText",
                        Map.of(
                                "Statement",
                                List.of(Match.objectLike(Map.of(
                                        "Action",
                                        List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                                        "Principal",
                                        Map.of("Service", "lambda.amazonaws.com"),
                                        "Condition",
                                        Match.anyValue()))))));
    }
}
