package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.matpower.ReaderLimits;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpflowSettingsTest {

    private static OpflowSettings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.putIfAbsent("opflow.results.bucket", "results");
        return of(all);
    }

    private static OpflowSettings of(Map<String, String> values) {
        return OpflowSettings.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, io.quarkus.runtime.configuration.DurationConverter::parseDuration)
                .build());
    }

    @Test
    void hasDefaultsForAllButTheBucket() {
        OpflowSettings settings = settings(Map.of());

        assertThat(settings)
                .isEqualTo(new OpflowSettings(
                        new ResultPlace("results", ""),
                        ReaderLimits.DEFAULT,
                        new InvocationTime(Optional.empty(), Duration.ofSeconds(5)),
                        1e-6,
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
                "opflow.margin", "7s",
                "opflow.invocation-time", "2m",
                "opflow.verify.tolerance", "1e-5",
                "opflow.exago.home", "/opt/exago"));

        assertThat(settings.results()).isEqualTo(new ResultPlace("results", "out/"));
        assertThat(settings.limits()).isEqualTo(new ReaderLimits(1, 2, 3, 4));
        assertThat(settings.time())
                .isEqualTo(new InvocationTime(Optional.of(Duration.ofMinutes(2)), Duration.ofSeconds(7)));
        assertThat(settings.verificationTolerance()).isEqualTo(1e-5);
        assertThat(settings.exagoHome()).hasValue(Path.of("/opt/exago"));
    }

    @Test
    void takesADefaultForEverySolveOption() {
        Map<SolveOption, String> others = new HashMap<>();
        for (SolveOption option : SolveOption.values()) {
            Object usual = option.valueIn(SolveOptions.DEFAULT);
            others.put(
                    option,
                    switch (usual) {
                        case Boolean b -> String.valueOf(!b);
                        case Integer i -> "7";
                        case Double d -> "0.005";
                        case Object e -> option.valid().substring(option.valid().lastIndexOf(' ') + 1);
                    });
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
                .hasMessage("opflow.limits.rows can't be \"many\": it takes a value of type integer.");
    }
}
