package dev.opflow.run;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.report.RelaxedCase;
import dev.opflow.report.ResultSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A case without solution leaves one that has one. */
class RelaxedCaseTest {
    private static final OpflowRunner RUNNER = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT);

    private static RunResult run(byte[] text, Map<String, String> options) {
        return RUNNER.run(new CaseInput("c.m", "c.m", "", text), options, Deadline.never());
    }

    private static byte[] text(Network network) {
        return MatpowerWriter.write(SmallNetworks.withAllCosts(network));
    }

    private static byte[] content(RunResult result, String name) {
        return result.files().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow()
                .content();
    }

    static Stream<Arguments> infeasible() {
        NetworkSketch rated = NetworkSketch.of(SmallNetworks.twoBus()).rate(50);
        NetworkSketch angle = NetworkSketch.of(SmallNetworks.twoBus()).angles(-3, 3);
        NetworkSketch turned = NetworkSketch.of(SmallNetworks.twoBus()).angles(7, 9);
        NetworkSketch tooLittle = sketch().reference(1)
                .generator(1, 30, 100, -100, 100)
                .bus(2)
                .load(10, 0)
                .line(1, 2, 0, 0.1, 0);
        NetworkSketch short1 = sketch().reference(1)
                .generator(1, 0, 80, -100, 100)
                .cost(10, 0)
                .bus(2)
                .load(70, 10)
                .bus(3)
                .load(30, 5)
                .line(1, 2, 0.02, 0.1, 0)
                .line(2, 3, 0.02, 0.1, 0);
        NetworkSketch shortAndRated = NetworkSketch.of(short1.build())
                .line(1, 3, 0.02, 0.1, 0)
                .rate(20)
                .bus(4)
                .load(50, 0)
                .line(3, 4, 0.01, 0.05, 0)
                .rate(20);
        NetworkSketch reactive = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 0, 100, -100, 100)
                .bus(2)
                .load(10, 60)
                .voltage(0.97, 1.03)
                .line(1, 2, 0, 0.1, 0);
        NetworkSketch curved = sketch().reference(1)
                .voltage(1, 1)
                .generator(1, 50, 50, -40, 40)
                .capability(new Generator.CapabilityCurve(0, 100, -20, 20, -5, 5))
                .generator(1, 0, 100, 0, 0)
                .load(60, 30);
        return Stream.of(
                Arguments.of("a rate", rated.build(), Map.of()),
                Arguments.of("a rate, as a DC power flow", rated.build(), Map.of("model", "DCOPF")),
                Arguments.of("an angle", angle.build(), Map.of()),
                Arguments.of("an angle that is too small", turned.build(), Map.of()),
                Arguments.of("an output that is too large", tooLittle.build(), Map.of()),
                Arguments.of("a shortage", short1.build(), Map.of()),
                Arguments.of("a shortage, as a DC power flow", short1.build(), Map.of("model", "DCOPF")),
                Arguments.of("a shortage and rates", shortAndRated.build(), Map.of()),
                Arguments.of("reactive power", reactive.build(), Map.of()),
                Arguments.of("a capability curve", curved.build(), Map.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("infeasible")
    void isSolvedAndReadsBack(String what, Network network, Map<String, String> options) {
        RunResult result = run(text(network), options);
        assertThat(result.outcome().status()).isEqualTo("Infeasible");
        RelaxedCase relaxed = result.record().relaxed();
        assertThat(relaxed.message()).isEqualTo("Solved and verified.");
        assertThat(relaxed.changes()).isNotEmpty();
        assertThat(ResultSchema.errors(content(result, "result.json"))).isEmpty();
        assertThat(result.files())
                .extracting(ResultFile::name)
                .containsExactly("relaxed.m", "report.html", "result.json");

        byte[] text = content(result, "relaxed.m");
        RunResult again = run(text, options);

        assertThat(again.outcome().status()).isEqualTo("Solved");
        assertThat(again.record().objective()).isCloseTo(relaxed.objective(), within(1e-9 * (1 + relaxed.objective())));
        assertThat(new String(text, StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("%   ")))
                .containsSequence(relaxed.changes().stream()
                        .map(change -> "%   " + change)
                        .toList());
    }

    /** At 50 MVA, (1 - cos d) / x = 0.0125 p.u. of reactive power at either end leave 0.49984 p.u. of active power. */
    @Test
    void takesOffWhatTheBusLacks() {
        RunResult result =
                run(text(NetworkSketch.of(SmallNetworks.twoBus()).rate(50).build()), Map.of());

        assertThat(result.record().relaxed().changes()).singleElement().satisfies(change -> {
            assertThat(change.toString()).startsWith("bus 2: Pd 100 -> 49.").endsWith(" MW");
            assertThat(change.to()).isCloseTo(49.984 - 0.5, within(0.02));
        });
    }

    /** Losses add to what is missing: to serve all of 80 MW is too much. */
    @Test
    void serveAllThatCanBeWhereThereIsAShortage() {
        Network network = sketch().reference(1)
                .generator(1, 0, 80, -100, 100)
                .cost(10, 0)
                .bus(2)
                .load(100, 0)
                .line(1, 2, 0.02, 0.1, 0)
                .build();
        RelaxedCase relaxed = run(text(network), Map.of()).record().relaxed();

        assertThat(relaxed.objective()).as("nearly all of 80 MW at 10 $/MWh").isBetween(790.0, 800.0);
    }

    @Test
    void saysThatNoTimeWasLeftToCheckIt() {
        InteriorEngine engine = new InteriorEngine();
        Network network = NetworkSketch.of(SmallNetworks.twoBus()).rate(50).build();
        Outcome.Infeasible infeasible =
                (Outcome.Infeasible) engine.solve(network, SolveOptions.DEFAULT, Deadline.never());

        RelaxedCase relaxed = new Relaxing(engine, SolveOptions.DEFAULT, 1e-6, Deadline.after(Duration.ofSeconds(-1)))
                .relaxed(network, infeasible)
                .orElseThrow();

        assertThat(relaxed.isSolved()).isFalse();
        assertThat(relaxed.message()).isEqualTo("Not checked: no time was left to solve it.");
        assertThat(relaxed.objective()).isNaN();
    }

    @Test
    void isNotMadeUpWhereAnEngineTellsOfNoPoint() {
        FakeEngine engine = FakeEngine.answering("fake", new Outcome.Infeasible("no", List.of(), Progress.NONE));
        RunResult result = new OpflowRunner(List.of(engine), SolveOptions.DEFAULT)
                .run(TwoBuses.input(), Map.of(), Deadline.never());

        assertThat(result.record().relaxed()).isNull();
        assertThat(result.files()).extracting(ResultFile::name).containsExactly("report.html", "result.json");
    }
}
