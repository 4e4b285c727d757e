package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/deploy.md that need no account, as a user types them: {@code npm ci} and {@code npx cdk synth}. */
class CdkCommandIT {
    private static final Path PROJECT = Path.of("..");
    private static final String IMAGE = "image=" + Apps.TAGGED;

    @TempDir
    private Path folder;

    @BeforeAll
    static void installTheCommandLine() {
        Tools.require("npm", "--version");
        if (!Files.isDirectory(PROJECT.resolve("node_modules/aws-cdk"))) {
            Tools.Printed printed = Tools.run(PROJECT, "npm", "ci", "--no-audit", "--no-fund");
            if (printed.code() != 0) {
                Tools.skip("npm ci failed, as it does where no registry can be reached: " + printed.output());
            }
        }
    }

    private static Tools.Printed cdk(String... arguments) {
        List<String> command = new ArrayList<>(List.of("npx", "--no-install", "cdk"));
        command.addAll(List.of(arguments));
        return Tools.run(PROJECT, command.toArray(String[]::new));
    }

    private Path synthesised(String name, String... context) {
        Path output = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of("synth", "--quiet", "--output", output.toString()));
        arguments.addAll(List.of(context));
        Tools.Printed printed = cdk(arguments.toArray(String[]::new));
        assertThat(printed.code()).as(printed.output()).isZero();
        return output.resolve("Opflow.template.json");
    }

    @Test
    void synthesisesTheSameTemplateEveryTime() throws IOException {
        Path first = synthesised("first", "-c", IMAGE);
        Path second = synthesised("second", "-c", IMAGE);

        assertThat(first).hasSameTextualContentAs(second);
        assertThat(Files.readString(first)).contains("/opflow:1.2.0");
        assertThat(folder.resolve("first/assembly-Images"))
                .as("the stack of the repository")
                .isDirectoryContaining("glob:**.template.json");
    }

    @Test
    void saysWhatIsWrongWithAValue() {
        Tools.Printed printed = cdk("synth", "--output", folder.toString(), "-c", IMAGE, "-c", "memory=64");

        assertThat(printed.code()).isNotZero();
        assertThat(printed.output())
                .contains("memory can't be \"64\": it takes a whole number from 512 to 10240.")
                .doesNotContain("Exception");
    }

    @Test
    void refusesAnImageOfAnotherRegionThanTheAccountIsUsedIn() {
        Tools.Printed printed = Tools.run(
                PROJECT,
                "env",
                "CDK_DEFAULT_ACCOUNT=111122223333",
                "CDK_DEFAULT_REGION=us-east-1",
                "CDK_CONTEXT_JSON={\"image\":\"" + Apps.TAGGED + "\"}",
                "CDK_OUTDIR=" + folder,
                "sh",
                "infra/app");

        assertThat(printed.code()).isNotZero();
        assertThat(printed.output())
                .contains("image lies in eu-central-1, and the function goes to us-east-1")
                .doesNotContain("Exception");
    }

    /** The first command for an account: the project's folder as it is before {@code ./mvnw package}. */
    @Test
    void synthesisesTheRepositoryBeforeThereIsAnyImage() throws IOException {
        List<String> project = List.of("infra", "cdk.json", "node_modules", "package.json", "mvnw", ".mvn");
        for (String name : project) {
            Files.createSymbolicLink(folder.resolve(name), PROJECT.resolve(name).toRealPath());
        }

        Tools.Printed repository =
                Tools.run(folder, "npx", "--no-install", "cdk", "synth", "--quiet", "Images/Repository");
        Tools.Printed all = Tools.run(folder, "npx", "--no-install", "cdk", "synth", "--quiet");
        for (String name : project) {
            Files.delete(folder.resolve(name));
        }

        assertThat(repository.code()).as(repository.output()).isZero();
        assertThat(all.code()).isNotZero();
        assertThat(all.output())
                .contains("There is no target/image/Dockerfile to build the image from. Run ./mvnw package");
    }

    @Test
    void synthesisesWhatPackageMade() throws IOException {
        if (!Files.isRegularFile(PROJECT.resolve("target/image/Dockerfile"))) {
            Tools.skip("There is no target/image/Dockerfile; ./mvnw package makes it.");
        }

        assertThat(Files.readString(synthesised("built")))
                .contains("cdk-hnb659fds-container-assets-")
                .containsPattern(":[0-9a-f]{64}\"");
    }
}
