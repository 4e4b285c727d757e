package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class ImageRepositoryTest {
    private static Template template;

    @BeforeAll
    static void synthesise() {
        Tools.requireNode();
        App app = Apps.with(Map.of());
        template = Template.fromStack(new ImageRepository(app, "grid", List.of()));
    }

    @Test
    void keepsAllImagesWhichNeverChangeAndWereScanned() {
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
                                Match.absent())));
    }

    @Test
    void letsLambdaPullForTheFunctionOfTheDeployment() {
        List<Map<String, Object>> statements = statements(template);

        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement)
                    .containsEntry("Action", List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                    .containsEntry("Principal", Map.of("Service", "lambda.amazonaws.com"));
            assertThat(statement.get("Condition").toString()).contains(":function:grid-SolverFunction*");
        });
    }

    @Test
    void letsAnotherAccountAndItsFunctionsPull() {
        Stack shared = new ImageRepository(Apps.with(Map.of()), "grid", List.of("444455556666"));

        List<Map<String, Object>> statements = statements(Template.fromStack(shared));

        assertThat(statements).hasSize(2);
        assertThat(statements.getFirst().get("Condition").toString())
                .contains(":function:grid-SolverFunction*", ":444455556666:function:*");
        assertThat(statements.getLast())
                .containsEntry("Action", List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"))
                .doesNotContainKey("Condition");
        assertThat(statements.getLast().get("Principal").toString())
                .startsWith("{AWS=")
                .contains(":iam::444455556666:root");
    }

    @SuppressWarnings("unchecked") // JSON
    private static List<Map<String, Object>> statements(Template template) {
        Map<String, Object> repository = template.findResources("AWS::ECR::Repository")
                .values()
                .iterator()
                .next();
        Map<String, Object> properties = (Map<String, Object>) repository.get("Properties");
        return (List<Map<String, Object>>)
                ((Map<String, Object>) properties.get("RepositoryPolicyText")).get("Statement");
    }
}
