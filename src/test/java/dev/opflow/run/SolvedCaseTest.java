package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.report.ResultSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** solved.m is the case that was solved, at its optimum. */
class SolvedCaseTest {
    private static final OpflowRunner RUNNER = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT);

    private static RunResult solved(byte[] text, Map<String, String> options) {
        RunResult result = RUNNER.run(new CaseInput("c.m", "c.m", "", text), options, Deadline.never());
        assertThat(result.outcome().message()).isEqualTo("Solved and verified.");
        return result;
    }

    private static byte[] text(Network network) {
        return MatpowerWriter.write(SmallNetworks.withAllCosts(network));
    }

    static Stream<Arguments> cases() throws Exception {
        return Stream.of(
                Arguments.of("the sample", Files.readAllBytes(Path.of("samples", "case9.m")), Map.of()),
                Arguments.of("an isolated bus, taps, shunts", text(SmallNetworks.allKinds()), Map.of()),
                Arguments.of("corners, dispatchable loads, DC lines", text(SmallNetworks.allDispatch()), Map.of()),
                Arguments.of("two islands", text(SmallNetworks.islands()), Map.of()),
                Arguments.of("a DC power flow", text(SmallNetworks.allKinds()), Map.of("model", "DCOPF")),
                Arguments.of(
                        "voltages at set-points",
                        text(NetworkSketch.of(SmallNetworks.twoBus()).build()),
                        Map.of("genbusvoltage", "FIXED_AT_SETPOINT")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasAResultThatFollowsItsSchema(String what, byte[] text, Map<String, String> options) {
        assertThat(ResultSchema.errors(solved(text, options).files().getLast().content()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void solvesToTheSameObjective(String what, byte[] text, Map<String, String> options) {
        RunResult first = solved(text, options);
        double objective = first.record().objective();
        byte[] again = first.files().getFirst().content();

        assertThat(solved(again, options).record().objective())
                .as("solved in the same way")
                .isCloseTo(objective, within(1e-12 * objective));

        Map<String, String> fromFile = new HashMap<>(options);
        fromFile.put("initialization", "FROMFILE");
        assertThat(solved(again, fromFile).record().objective())
                .as("started from the solution")
                .isCloseTo(objective, within(1e-8 * objective));
    }
}
