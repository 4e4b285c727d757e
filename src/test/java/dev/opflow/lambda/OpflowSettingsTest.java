package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.matpower.ReaderLimits;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class OpflowSettingsTest {

    private static OpflowSettings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.putIfAbsent("opflow.results.bucket", "results");
        return of(all);
    }

    private static OpflowSettings of(Map<String, String> values) {
        return OpflowSettings.of(config(new PropertiesConfigSource(values, "test", 100)));
    }

    private static Config config(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .withSources(source)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, io.quarkus.runtime.configuration.DurationConverter::parseDuration)
                .build();
    }

    @Test
    void hasDefaultsForAllButTheBucket() {
        OpflowSettings settings = settings(Map.of());

        assertThat(settings)
                .isEqualTo(new OpflowSettings(
                        new ResultPlace("results", ""),
                        ReaderLimits.DEFAULT,
                        new InvocationTime(Optional.empty(), Duration.ofSeconds(10)),
                        1e-6,
                        Optional.empty(),
                        0.0000166667,
                        Optional.empty(),
                        SolveOptions.DEFAULT));
        assertThatThrownBy(() -> of(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "opflow.results.bucket is not set. Name the bucket that results go to, as by the environment"
                                + " variable OPFLOW_RESULTS_BUCKET.");
    }

    @Test
    void takesEverySetting() {
        OpflowSettings settings = settings(Map.of(
                "opflow.results.prefix", "out/",
                "opflow.limits.bytes", "1",
                "opflow.limits.unpacked-bytes", "2",
                "opflow.limits.rows", "3",
                "opflow.limits.row-bytes", "4",
                "opflow.limits.values", "5",
                "opflow.margin", "7s",
                "opflow.invocation-time", "2m",
                "opflow.verify.tolerance", "1e-5",
                "opflow.exago.home", "/opt/exago"));

        assertThat(settings.results()).isEqualTo(new ResultPlace("results", "out/"));
        assertThat(settings.limits()).isEqualTo(new ReaderLimits(1, 2, 3, 4, 5));
        assertThat(settings.time())
                .isEqualTo(new InvocationTime(Optional.of(Duration.ofMinutes(2)), Duration.ofSeconds(7)));
        assertThat(settings.verificationTolerance()).isEqualTo(1e-5);
        assertThat(settings.exagoHome()).hasValue(Path.of("/opt/exago"));
    }

    @Test
    void takesADefaultForEverySolveOption() {
        Map<SolveOption, String> others = new HashMap<>();
        for (SolveOption option : SolveOption.values()) {
            others.put(option, other(option));
        }
        others.forEach((option, value) -> {
            String name = "opflow." + option.optionName().replace('_', '-');
            Object taken = option.valueIn(settings(Map.of(name, value)).defaults());

            assertThat(taken).as(name).isNotEqualTo(option.valueIn(SolveOptions.DEFAULT));
            assertThat(taken.toString()).as(name).isEqualToIgnoringCase(value);
        });
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> settings(Map.of("opflow.tolerence", "1e-8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no setting opflow.tolerence. The settings are:"
                        + " opflow.allow-lineflow-violation, opflow.engine, opflow.exago.home,");
        assertThatThrownBy(() -> settings(Map.of("opflow.engine", "gurobi")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A default of a solve option (opflow.*) is wrong: Option engine can't be \"gurobi\"."
                        + " It takes: auto | exago | embedded.");
        assertThatThrownBy(() -> settings(Map.of("opflow.limits.rows", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("opflow.limits.rows can't be \"many\": it takes a value of type long.");
        assertThatThrownBy(() -> settings(Map.of("opflow.limits.bytes", "3000000000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("opflow.limits.bytes can't be 3000000000: it takes a whole number from 1 to 2147483639.");
        assertThatThrownBy(() -> settings(Map.of("opflow.margin", "-5s")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("opflow.margin can't be PT-5S: it takes a time of 0s or more.");
        assertThatThrownBy(() -> settings(Map.of("opflow.verify.tolerance", "2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("opflow.verify.tolerance can't be 2.0: it takes a number between 0 and 1.");
        assertThatThrownBy(() -> settings(Map.of("opflow.metrics.namespace", "AWS/opflow")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("opflow.metrics.namespace can't be AWS/opflow: it takes 1 to 255 letters, digits and ._-/#:"
                        + " that do not begin with AWS/.");
    }

    /** Environment variables have no hyphens, and those of bin/opflow are none of its business. */
    @Test
    void takesEverySettingFromTheEnvironment() {
        Map<String, String> values = Map.ofEntries(
                Map.entry("OPFLOW_RESULTS_BUCKET", "results"),
                Map.entry("OPFLOW_RESULTS_PREFIX", "out/"),
                Map.entry("OPFLOW_LIMITS_BYTES", "1"),
                Map.entry("OPFLOW_LIMITS_UNPACKED_BYTES", "2"),
                Map.entry("OPFLOW_LIMITS_ROWS", "3"),
                Map.entry("OPFLOW_LIMITS_ROW_BYTES", "4"),
                Map.entry("OPFLOW_LIMITS_VALUES", "5"),
                Map.entry("OPFLOW_MARGIN", "7s"),
                Map.entry("OPFLOW_INVOCATION_TIME", "2m"),
                Map.entry("OPFLOW_VERIFY_TOLERANCE", "1e-5"),
                Map.entry("OPFLOW_METRICS_NAMESPACE", "grids/opflow"),
                Map.entry("OPFLOW_EXAGO_HOME", "/opt/exago"),
                Map.entry("OPFLOW_MAX_ITERATIONS", "7"),
                Map.entry("OPFLOW_JAVA_HOME", "/usr/lib/jvm/25"),
                Map.entry("OPFLOW_PRICE_PER_GB_SECOND", "2e-5"),
                Map.entry("OPFLOW_JAVA_OPTS", "-Xmx1g"));

        OpflowSettings settings = OpflowSettings.of(config(new EnvConfigSource(values, 300)));

        assertThat(settings)
                .isEqualTo(new OpflowSettings(
                        new ResultPlace("results", "out/"),
                        new ReaderLimits(1, 2, 3, 4, 5),
                        new InvocationTime(Optional.of(Duration.ofMinutes(2)), Duration.ofSeconds(7)),
                        1e-5,
                        Optional.of("grids/opflow"),
                        2e-5,
                        Optional.of(Path.of("/opt/exago")),
                        SolveOptions.DEFAULT.toBuilder().maxIterations(7).build()));
        for (SolveOption option : SolveOption.values()) {
            String variable = "OPFLOW_" + option.name();
            Object usual = option.valueIn(SolveOptions.DEFAULT);
            assertThat(OpflowSettings.of(config(new EnvConfigSource(
                                    Map.of("OPFLOW_RESULTS_BUCKET", "results", variable, other(option)), 300)))
                            .defaults())
                    .as(variable)
                    .satisfies(options -> assertThat(option.valueIn(options)).isNotEqualTo(usual));
        }
    }

    private static String other(SolveOption option) {
        return switch (option.valueIn(SolveOptions.DEFAULT)) {
            case Boolean b -> String.valueOf(!b);
            case Integer i -> "7";
            case Double d -> "0.005";
            case Object e -> option.valid().substring(option.valid().lastIndexOf(' ') + 1);
        };
    }
}
