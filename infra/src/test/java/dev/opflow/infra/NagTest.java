package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    @Test
    void findsNothingInADeploymentThatIsNotExplained() {
        App app = Apps.with(Map.of(FINDINGS_END_SYNTHESIS, false, "image", Apps.TAGGED));
        OpflowStack stack = OpflowApp.assemble(app, Apps.buildContext());
        NagSuppressions.addResourceSuppressionsByPath(
                stack,
                "/Opflow/Solver/Role/DefaultPolicy/Resource",
                List.of(
                        everyObject("Uploads4F6EB0FD", "Cases have whatever keys their users choose below the prefix."),
                        everyObject("Results25575328", "Results lie below the keys of their cases.")));
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

        requireNoFinding(app, new ImageRepository(app, "opflow"));
    }

    @Test
    void findsWhatIsNotExplained() {
        App app = Apps.with(Map.of(FINDINGS_END_SYNTHESIS, false, "image", Apps.TAGGED));
        OpflowStack stack = OpflowApp.assemble(app, Apps.buildContext());

        assertThatThrownBy(() -> requireNoFinding(app, stack)).hasMessageContaining("AwsSolutions-IAM5");
    }

    private static NagPackSuppression everyObject(String bucket, String reason) {
        return NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(List.of("Resource::<" + bucket + ".Arn>/*"))
                .build();
    }

    private static void requireNoFinding(App app, Stack stack) {
        Aspects.of(app).add(AwsSolutionsChecks.Builder.create().verbose(true).build());
        Annotations annotations = Annotations.fromStack(stack);
        annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions-.*"));
        annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions-.*"));
    }
}
