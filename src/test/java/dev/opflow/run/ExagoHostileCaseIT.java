package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.exago.ExagoEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same files with a real ExaGO, which some of them would crash or lead astray; asked for by name it answers no less right. */
class ExagoHostileCaseIT extends HostileCaseTest {
    private static final OpflowRunner RUNNER = new OpflowRunner(Engines.preferred(home()), SolveOptions.DEFAULT);

    private static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty("opflow.exago.home", System.getenv("EXAGO_HOME")))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }

    @BeforeAll
    static void requireInstallation() {
        Optional<String> absence = new ExagoEngine(home()).absence();
        absence.ifPresent(reason -> System.out.println("Skipped ExagoHostileCaseIT, as ExaGO is absent: " + reason));
        assumeTrue(absence.isEmpty(), () -> "ExaGO is absent: " + absence.orElseThrow());
    }

    private static RunResult run(byte[] content, String engine) {
        return RUNNER.run(new CaseInput("case", "case.m", "", content), Map.of("engine", engine), Deadline.never());
    }

    @Override
    RunResult run(byte[] content) {
        RunResult any = run(content, "auto");
        RunResult named = run(content, "exago");
        switch (named.outcome()) {
            case Outcome.Solved solved ->
                assertThat(solved.solution().objective())
                        .isCloseTo(
                                any.record().objective(),
                                within(1e-6 * any.record().objective()));
            case Outcome.InvalidCase invalid -> assertThat(invalid).isEqualTo(any.outcome());
            case Outcome.Refused refused -> {
                assertThat(refused.message()).startsWith("The engine exago can't express");
                assertThat(any.record().engine().name()).isNotEqualTo("exago");
            }
            case Outcome.Unverified _, Outcome.Infeasible _, Outcome.NotConverged _, Outcome.DeadlineReached _ ->
                throw new AssertionError(named.outcome().message());
        }
        return any;
    }

    /** ExaGO takes 0 for the least output of a plant whose fuel it knows to be wind or sun. */
    @Test
    void solvesWindThatMustRun() throws Exception {
        String text = Files.readString(Path.of("samples/case9.m")).replace("\t250\t10;", "\t250\t200;");
        String windy = text + "\nmpc.genfuel = {'wind'; 'solar'; 'coal'};\n";

        RunResult result = run(windy.getBytes(StandardCharsets.UTF_8));

        assertThat(result.outcome()).isInstanceOf(Outcome.Solved.class);
        assertThat(((Outcome.Solved) result.outcome()).solution().pgMw()[0]).isCloseTo(200, within(1e-3));
    }

    @AfterEach
    void exagoWorksAsEver() throws Exception {
        RunResult result = run(Files.readAllBytes(Path.of("samples/case9.m")), "exago");

        assertThat(result.outcome().status()).isEqualTo("Solved");
        assertThat(result.record().objective()).isCloseTo(5296.686, within(0.001));
    }
}
