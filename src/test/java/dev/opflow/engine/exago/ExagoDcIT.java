package dev.opflow.engine.exago;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.DcContract;
import dev.opflow.engine.OpfEngine;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;

/** DC power flows by a real ExaGO. */
class ExagoDcIT extends DcContract {
    private static final ExagoEngine ENGINE = new ExagoEngine(ExagoEngineIT.home());

    @BeforeAll
    static void requireInstallation() {
        Optional<String> absence = ENGINE.absence();
        assumeTrue(absence.isEmpty(), () -> "ExaGO is absent: " + absence.orElseThrow());
    }

    @Override
    protected OpfEngine engine() {
        return ENGINE;
    }
}
