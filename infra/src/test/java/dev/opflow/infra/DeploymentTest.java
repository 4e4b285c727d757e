package dev.opflow.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
    private static final Path FOLDER = Path.of("image");
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private static Deployment of(Map<String, ?> context) {
        return Deployment.of(context, FOLDER);
    }

    @Test
    void hasADefaultForEverything() {
        assertThat(of(Map.of()))
                .isEqualTo(new Deployment(
                        "opflow",
                        new ImageSource.BuiltFrom(FOLDER, Optional.empty(), Map.of()),
                        "x86_64",
                        1769,
                        300,
                        10,
                        "",
                        "",
                        30,
                        30,
                        false,
                        Optional.empty(),
                        Map.of(),
                        List.of()));
    }

    @Test
    void takesEveryValueAsTextOrAsCdkJsonMayHaveIt() {
        Map<String, Object> context = Map.ofEntries(
                Map.entry("name", "grid-1"),
                Map.entry("architecture", "arm64"),
                Map.entry("memory", 4096),
                Map.entry("timeout", "900"),
                Map.entry("concurrency", 2),
                Map.entry("uploadsPrefix", "cases/eu/"),
                Map.entry("resultsPrefix", "out/"),
                Map.entry("logDays", "365"),
                Map.entry("versionDays", "7"),
                Map.entry("snapStart", "true"),
                Map.entry("alarmEmail", "ops@example.org"),
                Map.entry("buildArguments", "EXAGO_IMAGE=exago:1.6,EMPTY="),
                Map.entry("environment", "OPFLOW_MARGIN=20s,JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=50 -Da=b"),
                Map.entry("imageReaders", "444455556666,777788889999"),
                Map.entry("@aws-cdk/core:flag", true),
                Map.entry("aws:cdk:version-reporting", false),
                Map.entry("cli-telemetry", false));

        assertThat(of(context))
                .isEqualTo(new Deployment(
                        "grid-1",
                        new ImageSource.BuiltFrom(
                                FOLDER, Optional.empty(), Map.of("EXAGO_IMAGE", "exago:1.6", "EMPTY", "")),
                        "arm64",
                        4096,
                        900,
                        2,
                        "cases/eu/",
                        "out/",
                        365,
                        7,
                        true,
                        Optional.of("ops@example.org"),
                        Map.of("OPFLOW_MARGIN", "20s", "JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=50 -Da=b"),
                        List.of("444455556666", "777788889999")));
    }

    @Test
    void takesAnImageByTagOrDigest() {
        String repository = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/team/opflow";

        assertThat(of(Map.of("image", repository + ":1.2.0")).image())
                .isEqualTo(new ImageSource.InRegistry("111122223333", "eu-central-1", "team/opflow", "1.2.0"));
        assertThat(of(Map.of("image", repository + "@" + DIGEST)).image())
                .isEqualTo(new ImageSource.InRegistry("111122223333", "eu-central-1", "team/opflow", DIGEST));
        assertThat(of(Map.of("image", repository + ":1.2.0@" + DIGEST)).image())
                .as("the digest says more")
                .isEqualTo(new ImageSource.InRegistry("111122223333", "eu-central-1", "team/opflow", DIGEST));
    }

    @Test
    void knowsThePartitionOfARegistry() {
        assertThat(ImageSource.InRegistry.parse("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/a:1")
                        .repositoryArn())
                .isEqualTo("arn:aws-cn:ecr:cn-north-1:111122223333:repository/a");
        assertThat(ImageSource.InRegistry.parse("111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/a:1")
                        .repositoryArn())
                .isEqualTo("arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/a");
        assertThat(ImageSource.InRegistry.parse(Apps.TAGGED).repositoryArn())
                .isEqualTo("arn:aws:ecr:eu-central-1:111122223333:repository/opflow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opflow:1.2.0",
                "ghcr.io/someone/opflow:1.2.0",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/opflow",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com/opflow@sha256:12",
                "1111.dkr.ecr.eu-central-1.amazonaws.com/opflow:1",
                "111122223333.dkr.ecr.eu-central-1.evil.example/opflow:1",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com.evil.example/opflow:1",
                "111122223333.dkr.ecr.cn-north-1.amazonaws.com/opflow:1",
                "111122223333.dkr.ecr.eu-central-1.amazonaws.com.cn/opflow:1",
                "111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov/opflow:1",
                "111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu/opflow:1"
            })
    void refusesWhatNamesNoImageInEcr(String uri) {
        assertThatThrownBy(() -> of(Map.of("image", uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "image can't be \"" + uri + "\": it takes the URI of an image in ECR with its tag or digest,"
                                + " as 111122223333.dkr.ecr.eu-central-1.amazonaws.com/opflow:1.2.0.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        name           | Opflow     | 2 to 20 of a-z, 0-9 and single - between them, a letter first
        name           | a          | 2 to 20 of a-z, 0-9 and single - between them, a letter first
        name           | grid-      | 2 to 20 of a-z, 0-9 and single - between them, a letter first
        name           | grid--1    | 2 to 20 of a-z, 0-9 and single - between them, a letter first
        name           | a23456789012345678901 | 2 to 20 of a-z, 0-9 and single - between them, a letter first
        architecture   | x86        | x86_64 or arm64
        memory         | 128        | a whole number from 512 to 10240
        memory         | 2GB        | a whole number from 512 to 10240
        memory         | 99999999999| a whole number from 512 to 10240
        timeout        | 901        | a whole number from 30 to 900
        concurrency    | 1          | a whole number from 2 to 1000
        uploadsPrefix  | cases      | folders, each with a / at its end, as cases/
        uploadsPrefix  | a*/        | folders, each with a / at its end, as cases/
        resultsPrefix  | /out/      | folders, each with a / at its end, as results/
        versionDays    | 0          | a whole number from 1 to 3650
        snapStart      | yes        | true or false
        alarmEmail     | somebody   | an e-mail address
        buildArguments | EXAGO      | arguments of the Dockerfile as NAME=VALUE, with commas between them
        environment    | PATH=/tmp  | OPFLOW_NAME=VALUE and JAVA_TOOL_OPTIONS=VALUE, with commas between them, but no OPFLOW_RESULTS_BUCKET, OPFLOW_RESULTS_PREFIX or OPFLOW_METRICS_NAMESPACE
        environment    | OPFLOW_MARGIN=1s,OPFLOW_RESULTS_BUCKET=mine | OPFLOW_NAME=VALUE and JAVA_TOOL_OPTIONS=VALUE, with commas between them, but no OPFLOW_RESULTS_BUCKET, OPFLOW_RESULTS_PREFIX or OPFLOW_METRICS_NAMESPACE
        imageReaders   | 1234       | accounts of 12 digits, with commas between them
        """)
    void refusesAValueThatIsNoneAndSaysWhichAre(String name, String value, String valid) {
        assertThatThrownBy(() -> of(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(name + " can't be \"" + value + "\": it takes " + valid + ".");
    }

    @Test
    void takesOnlyTheDaysThatCloudWatchDoes() {
        assertThatThrownBy(() -> of(Map.of("logDays", "31")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("logDays can't be \"31\": it takes one of 1, 3, 5, 7, 14, 30, 60,");
    }

    @Test
    void refusesANameThatItDoesNotKnow() {
        assertThatThrownBy(() -> of(Map.of("memmory", "2048")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no context value memmory. There are: alarmEmail, architecture, buildArguments,"
                        + " concurrency, environment, exagoFolder, image, imageReaders, logDays, memory, name,"
                        + " resultsPrefix, snapStart, timeout, uploadsPrefix, versionDays.");
    }

    @Test
    void refusesAnImageFromAnotherRegion() {
        Deployment deployment = of(Map.of("image", Apps.TAGGED));
        deployment.requireImageIn("eu-central-1");
        of(Map.of()).requireImageIn("us-east-1");

        assertThatThrownBy(() -> deployment.requireImageIn("us-east-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("image lies in eu-central-1, and the function goes to us-east-1:");
    }

    @Test
    void refusesArgumentsForAnImageThatIsNotBuilt() {
        assertThatThrownBy(() -> of(Map.of("image", Apps.TAGGED, "buildArguments", "A=1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("buildArguments and exagoFolder are for an image that is built");
    }
}
