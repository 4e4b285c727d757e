package dev.opflow.engine.exago;

import dev.opflow.engine.Deadline;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;

/** One {@code OPFLOW} object from its creation to its end, and the options that are set meanwhile. */
final class Opflow implements AutoCloseable {
    private final ExagoLibrary library;
    private final Map<String, String> options;
    private final MemorySegment opflow;

    /**
     * Creates one.
     *
     * @param options value by name, as {@code -opflow_model}
     */
    Opflow(ExagoLibrary library, Map<String, String> options) {
        this.library = library;
        this.options = Map.copyOf(options);
        opflow = library.opflowCreate(library.exagoGetSelfCommunicator());
        try {
            this.options.forEach(library::petscOptionsSetValue);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Reads a file that {@link CanonicalCase} wrote: any other may crash the process or be misread. */
    void read(Path file) {
        library.opflowReadMatPowerData(opflow, file);
    }

    /** Builds the problem. If this fails nothing but {@link #close} may follow. */
    void setUp() {
        library.opflowSetUp(opflow);
    }

    /** Solves the problem, but not for long after the deadline. */
    void solve(Deadline deadline) {
        try (Arena arena = Arena.ofConfined()) {
            if (!deadline.isNever()) {
                library.opflowSetAuxillaryObjective(opflow, new DeadlineHook(deadline).function(arena));
            }
            library.opflowSolve(opflow);
        }
    }

    boolean hasConverged() {
        return library.opflowGetConvergenceStatus(opflow);
    }

    /** The cost, $/h; to be asked for after convergence only. */
    double objective() {
        return library.opflowGetObjective(opflow);
    }

    /** The variables, in ExaGO's order and per unit. */
    double[] solution() {
        return library.vecGetArrayRead(library.opflowGetSolution(opflow));
    }

    /** Frees it. The options would otherwise hold for every later solve. */
    @Override
    public void close() {
        try {
            options.keySet().forEach(library::petscOptionsClearValue);
        } finally {
            library.opflowDestroy(opflow);
        }
    }
}
