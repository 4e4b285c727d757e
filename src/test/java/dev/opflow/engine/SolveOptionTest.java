package dev.opflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.SolveOptions.EngineChoice;
import dev.opflow.engine.SolveOptions.Initialization;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SolveOptionTest {

    @Test
    void setsWhatItIsToldAndLeavesTheRest() throws Exception {
        SolveOptions base = new SolveOptions.Builder().maxIterations(7).build();
        SolveOptions options = SolveOption.apply(
                base,
                Map.of(
                        "engine", "embedded",
                        "initialization", " flatstart ",
                        "tolerance", "1e-4",
                        "use_agc", "TRUE",
                        "loadloss-penalty", "12.5"));
        assertThat(options)
                .isEqualTo(base.toBuilder()
                        .engine(EngineChoice.EMBEDDED)
                        .initialization(Initialization.FLATSTART)
                        .tolerance(1e-4)
                        .useAgc(true)
                        .loadlossPenalty(12.5)
                        .build());
    }

    /** Each option's own value as text, set on other options, gives that value. */
    @ParameterizedTest
    @EnumSource
    void readsTheValuesItTells(SolveOption option) throws Exception {
        SolveOptions full = new SolveOptions(
                EngineChoice.EXAGO,
                SolveOptions.Model.POWER_BALANCE_CARTESIAN,
                Initialization.ACPF,
                SolveOptions.Objective.NO_OBJ,
                SolveOptions.GeneratorBusVoltage.FIXED_AT_SETPOINT,
                1e-3,
                99,
                true,
                true,
                true,
                true,
                true,
                true,
                1,
                2,
                3);
        Object value = option.valueIn(full);
        assertThat(value).isNotEqualTo(option.valueIn(SolveOptions.DEFAULT));
        SolveOptions set = SolveOption.apply(SolveOptions.DEFAULT, Map.of(option.optionName(), value.toString()));
        assertThat(option.valueIn(set)).isEqualTo(value);
        assertThat(option.meaning()).isNotBlank();
        assertThat(option.valid()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        engine; matlab; auto | exago | embedded
        model; polar; POWER_BALANCE_POLAR | POWER_BALANCE_CARTESIAN | DCOPF
        tolerance; 0.5; a number above 0 and at most 0.01
        tolerance; 0; a number above 0 and at most 0.01
        tolerance; NaN; a number above 0 and at most 0.01
        max_iterations; 1.5; a whole number from 1 to 100000
        max_iterations; 0; a whole number from 1 to 100000
        use_agc; maybe; true | false
        loadloss_penalty; -1; a number from 0 to 1e9
        """)
    void refusesAValueThatIsNoneWithThoseThatAre(String name, String value, String valid) {
        assertThatThrownBy(() -> SolveOption.apply(SolveOptions.DEFAULT, Map.of(name, value)))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessage("Option " + name + " can't be \"" + value + "\". It takes: " + valid + ".");
    }

    @Test
    void refusesAnOptionThatIsNoneWithThoseThatAre() {
        Map<String, String> texts = new LinkedHashMap<>(Map.of("tolerence", "1e-6"));
        assertThatThrownBy(() -> SolveOption.apply(SolveOptions.DEFAULT, texts))
                .isInstanceOf(UnknownOptionException.class)
                .hasMessage(
                        "There is no option \"tolerence\". The options are: engine, model, initialization, objective,"
                                + " genbusvoltage, tolerance, max_iterations, has_gensetpoint, use_agc,"
                                + " ignore_lineflow_constraints, allow_lineflow_violation, include_loadloss_variables,"
                                + " include_powerimbalance_variables, lineflowviolation_penalty, loadloss_penalty,"
                                + " powerimbalance_penalty.");
    }
}
