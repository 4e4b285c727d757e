package dev.opflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolveOptionTest {

    @ParameterizedTest
    @CsvSource({
        "engine, exago, EXAGO",
        "engine, Embedded, EMBEDDED",
        "engine, AUTO, AUTO",
        "model, POWER_BALANCE_CARTESIAN, POWER_BALANCE_CARTESIAN",
        "model, dcopf, DCOPF",
        "model, power-balance-polar, POWER_BALANCE_POLAR",
        "initialization, FLATSTART, FLATSTART",
        "objective, NO_OBJ, NO_OBJ",
        "genbusvoltage, FIXED_AT_SETPOINT, FIXED_AT_SETPOINT",
        "tolerance, 1e-8, 1.0E-8",
        "tolerance, 0.01, 0.01",
        "tolerance, 1e-10, 1.0E-10",
        "max_iterations, 7, 7",
        "max_iterations, 100000, 100000",
        "has_gensetpoint, true, true",
        "use_agc, 1, true",
        "ignore_lineflow_constraints, TRUE, true",
        "allow_lineflow_violation, true, true",
        "include_loadloss_variables, true, true",
        "include_powerimbalance_variables, true, true",
        "lineflowviolation_penalty, 0, 0.0",
        "loadloss_penalty, 1e9, 1.0E9",
        "powerimbalance_penalty, 12.5, 12.5"
    })
    void setsWhatItNamesAndNothingElse(String name, String text, String value) throws Exception {
        SolveOptions options = SolveOptions.DEFAULT.with(Map.of(name, text));

        SolveOption named = SolveOption.named(name).orElseThrow();
        assertThat(named.valueIn(options)).hasToString(value);
        for (SolveOption other : SolveOption.values()) {
            if (other != named) {
                assertThat(other.valueIn(options)).isEqualTo(other.valueIn(SolveOptions.DEFAULT));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"has_gensetpoint, false", "use_agc, 0", "ignore_lineflow_constraints, False"})
    void unsetsWhatTheDefaultsSet(String name, String text) throws Exception {
        SolveOptions defaults = SolveOptions.DEFAULT.toBuilder()
                .hasGensetpoint(true)
                .useAgc(true)
                .ignoreLineflowConstraints(true)
                .build();
        SolveOptions options = defaults.with(Map.of(name, text));

        assertThat(SolveOption.named(name).orElseThrow().valueIn(options)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_iterations", "max-iterations", "MAX_ITERATIONS", "Max-Iterations", " max_iterations "})
    void takesHyphensAndAnyCase(String name) throws Exception {
        assertThat(SolveOptions.DEFAULT.with(Map.of(name, " 42 ")).maxIterations())
                .isEqualTo(42);
    }

    @Test
    void keepsTheBaseWithoutTexts() throws Exception {
        SolveOptions base =
                SolveOptions.DEFAULT.toBuilder().tolerance(1e-4).useAgc(true).build();

        assertThat(base.with(Map.of())).isEqualTo(base);
    }

    @Test
    void listsTheOptionsForAnUnknownName() {
        assertThatThrownBy(() -> SolveOptions.DEFAULT.with(Map.of("tolerence", "1")))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessage(
                        "There is no option \"tolerence\". The options are: engine, model, initialization, objective,"
                                + " genbusvoltage, tolerance, max_iterations, has_gensetpoint, use_agc,"
                                + " ignore_lineflow_constraints, allow_lineflow_violation, include_loadloss_variables,"
                                + " include_powerimbalance_variables, lineflowviolation_penalty, loadloss_penalty,"
                                + " powerimbalance_penalty.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "engine>ipopt>Option engine can't be \"ipopt\". It takes: auto | exago | embedded.",
                "model>AC>Option model can't be \"AC\". It takes:"
                        + " POWER_BALANCE_POLAR | POWER_BALANCE_CARTESIAN | DCOPF.",
                "initialization>WARM>Option initialization can't be \"WARM\". It takes:"
                        + " AUTO | MIDPOINT | FROMFILE | ACPF | FLATSTART | DCOPF.",
                "objective>MAX>Option objective can't be \"MAX\". It takes:"
                        + " MIN_GEN_COST | MIN_GENSETPOINT_DEVIATION | NO_OBJ.",
                "genbusvoltage>FREE>Option genbusvoltage can't be \"FREE\". It takes:"
                        + " VARIABLE_WITHIN_BOUNDS | FIXED_WITHIN_QBOUNDS | FIXED_AT_SETPOINT.",
                "TOLERANCE>tight>Option tolerance can't be \"tight\". It takes: a number from 1e-10 to 0.01.",
                "max-iterations>1e3>Option max_iterations can't be \"1e3\". It takes: a whole number from 1 to 100000.",
                "use_agc>yes>Option use_agc can't be \"yes\". It takes: true | false.",
                "loadloss_penalty>-1>Option loadloss_penalty can't be \"-1\". It takes: a number from 0 to 1e9."
            })
    void listsTheValidValuesForABadOne(String name, String text, String message) {
        assertThatThrownBy(() -> SolveOptions.DEFAULT.with(Map.of(name, text)))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "tolerance, 0",
        "tolerance, 0.9e-10",
        "tolerance, -1e-6",
        "tolerance, 0.02",
        "tolerance, NaN",
        "tolerance, Infinity",
        "max_iterations, 0",
        "max_iterations, 100001",
        "max_iterations, 99999999999",
        "lineflowviolation_penalty, NaN",
        "powerimbalance_penalty, 1.1e9"
    })
    void refusesNumbersOutOfTheirRange(String name, String text) {
        assertThatThrownBy(() -> SolveOptions.DEFAULT.with(Map.of(name, text)))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessageStartingWith("Option " + name + " can't be \"" + text + "\". It takes: a ");
    }

    @ParameterizedTest
    @EnumSource(SolveOption.class)
    void refusesAnEmptyValue(SolveOption option) {
        assertThatThrownBy(() -> SolveOptions.DEFAULT.with(Map.of(option.optionName(), "")))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessage("Option " + option.optionName() + " can't be \"\". It takes: " + option.valid() + ".");
    }

    @Test
    void refusesTheSameOptionUnderTwoSpellings() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("max-iterations", "1");
        texts.put("max_iterations", "2");

        assertThatThrownBy(() -> SolveOptions.DEFAULT.with(texts))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessage("Option max_iterations is given twice.");
    }

    @Test
    void hasAnOptionForEachComponentOfTheRecord() {
        assertThat(Arrays.stream(SolveOption.values())
                        .map(option -> option.optionName().replace("_", "")))
                .containsExactlyElementsOf(Arrays.stream(SolveOptions.class.getRecordComponents())
                        .map(component -> component.getName().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void refusesNumbersThatNoMethodCanUse() {
        SolveOptions.Builder builder = SolveOptions.DEFAULT.toBuilder();

        assertThatThrownBy(() -> builder.tolerance(Double.NaN).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance is NaN, must be from 1e-10 to 0.01");
        assertThatThrownBy(() -> builder.tolerance(1e-6).maxIterations(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("max_iterations is 0, must be at least 1");
    }
}
