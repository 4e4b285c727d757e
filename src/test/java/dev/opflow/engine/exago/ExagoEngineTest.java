package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExagoEngineTest {
    private final ExagoEngine engine = new ExagoEngine(Optional.empty());

    @Test
    void isCalledExago() {
        assertThat(engine.name()).isEqualTo("exago");
    }

    @Test
    void saysThatItIsAbsent() {
        assertThat(engine.absence()).contains("no installation is configured: set opflow.exago.home or EXAGO_HOME");
        assertThat(engine.version()).isEqualTo("absent");
    }

    @Test
    void refusesToSolveWhereItIsAbsent() {
        EngineAnswer answer = engine.solve(Cases.twoBuses(), SolveOptions.DEFAULT, Deadline.never());

        assertThat(answer)
                .isEqualTo(new Outcome.Refused(
                        Outcome.Refused.Reason.ABSENT_ENGINE,
                        "The engine exago is absent: no installation is configured: set opflow.exago.home or"
                                + " EXAGO_HOME."));
    }

    @Test
    void costsNothingToMake() {
        // nothing is there, and nobody minds before it is asked
        ExagoEngine nowhere = new ExagoEngine(Optional.of(Path.of("nowhere")), Path.of("nowhere either"));

        assertThat(nowhere.absence())
                .contains("its home " + Path.of("nowhere").toAbsolutePath()
                        + " is no folder: correct opflow.exago.home or EXAGO_HOME");
    }
}
