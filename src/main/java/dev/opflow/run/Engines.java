package dev.opflow.run;

import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.exago.ExagoEngine;
import dev.opflow.engine.interior.InteriorEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The engines this product has, most preferred first. */
public final class Engines {
    private Engines() {}

    /**
     * The engines; making them costs nothing, each finds out later whether it can run.
     *
     * @param exagoHome folder of an ExaGO installation, if one is configured
     */
    public static List<OpfEngine> preferred(Optional<Path> exagoHome) {
        return List.of(new ExagoEngine(exagoHome), new InteriorEngine());
    }
}
