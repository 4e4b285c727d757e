package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** AWS's rules for a good solution, as cdk-nag has them; each exception has its reason. */
class NagTest {
    /** Else what is found ends the synthesis before it can be looked at. */
    private static final String FINDINGS_END_SYNTHESIS = "@aws-cdk/core:annotationsInValidationReport";

    @BeforeAll
    static void requireNode() {
        Tools.requireNode();
    }

    static List<Map<String, String>> deployments() {
        return List.of(
                Map.of("image", Apps.TAGGED),
                Map.of("image", Apps.TAGGED, "uploadsPrefix", "cases/", "resultsPrefix", "out/"),
                Map.of("architecture", "arm64", "alarmEmail", "ops@example.org", "environment", "OPFLOW_MARGIN=20s"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void findsNothingInADeploymentThatIsNotExplained(Map<String, String> context) {
        Map<String, Object> all = new HashMap<>(context);
        all.put(FINDINGS_END_SYNTHESIS, false);
        App app = Apps.with(all);
        OpflowStack stack = OpflowApp.assemble(app, Apps.buildContext());
        String cases = context.getOrDefault("uploadsPrefix", "") + "*";
        String results = context.getOrDefault("resultsPrefix", "") + "*";
        NagSuppressions.addResourceSuppressionsByPath(
                stack,
                "/Opflow/Solver/Role/DefaultPolicy/Resource",
                List.of(
                        everyObject(
                                "Uploads4F6EB0FD",
                                cases,
                                "Cases have whatever keys their users choose below the prefix."),
                        everyObject("Results25575328", results, "Results lie below the keys of their cases.")));
        NagSuppressions.addResourceSuppressionsByPath(
                stack,
                "/Opflow/UploadQueue/DeadLetters/Resource",
                List.of(NagPackSuppression.builder()
                        .id("AwsSolutions-SQS3")
                        .reason("It is the dead-letter queue.")
                        .build()));

        requireNoFinding(app, stack);
    }

    @Test
    void findsNothingInTheRepository() {
        App app = Apps.with(Map.of(FINDINGS_END_SYNTHESIS, false));

        requireNoFinding(app, new ImageRepository(app, "opflow", List.of("444455556666")));
    }

    @Test
    void findsWhatIsNotExplained() {
        App app = Apps.with(Map.of(FINDINGS_END_SYNTHESIS, false, "image", Apps.TAGGED));
        OpflowStack stack = OpflowApp.assemble(app, Apps.buildContext());

        assertThatThrownBy(() -> requireNoFinding(app, stack)).hasMessageContaining("AwsSolutions-IAM5");
    }

    private static NagPackSuppression everyObject(String bucket, String pattern, String reason) {
        return NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(List.of("Resource::<" + bucket + ".Arn>/" + pattern))
                .build();
    }

    private static void requireNoFinding(App app, Stack stack) {
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        Annotations annotations = Annotations.fromStack(stack);
        annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }
}
