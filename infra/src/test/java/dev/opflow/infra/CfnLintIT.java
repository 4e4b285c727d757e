package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The templates against the rules of cfn-lint, which knows each property of each resource. */
class CfnLintIT {
    @BeforeAll
    static void requireTools() {
        Tools.requireNode();
        Tools.require("cfn-lint", "--version");
    }

    @Test
    void findsNothingInAnyTemplate() {
        App fromEcr = Apps.with(Map.of("image", Apps.TAGGED, "uploadsPrefix", "cases/", "resultsPrefix", "out/"));
        OpflowApp.assemble(fromEcr, Apps.buildContext());
        String assembly = fromEcr.synth().getDirectory();
        App built = Apps.with(Map.of("architecture", "arm64", "alarmEmail", "ops@example.org"));
        OpflowApp.assemble(built, Apps.buildContext());

        Tools.Printed printed = Tools.run(
                Path.of("."),
                "cfn-lint",
                // a dependency that CDK writes though a reference implies it
                "--ignore-checks",
                "W3005",
                "--",
                assembly + "/Opflow.template.json",
                assembly + "/assembly-Images/*.template.json",
                built.synth().getDirectory() + "/Opflow.template.json");

        assertThat(printed.code()).as(printed.output()).isZero();
    }
}
