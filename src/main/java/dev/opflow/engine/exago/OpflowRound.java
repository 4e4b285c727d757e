package dev.opflow.engine.exago;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.SolveOptions.Objective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One run of ExaGO on one file, in a folder of its own. */
final class OpflowRound {
    /** What Ipopt says of a solution without any choice: as many equations as variables. ExaGO does not call it converged. */
    private static final String ONLY_POINT = "Feasible point for square problem found.";
    /** Ipopt is held to less than the tolerance that is asked for, so that rounding never fails a verification. */
    private static final double MARGIN = 1e-2;
    /** Below this, round-off is all that is left to converge. */
    private static final double LEAST_TOLERANCE = 1e-9;

    private final ExagoLibrary library;
    private final Path scratch;
    private final SolveOptions options;

    /**
     * Prepares runs.
     *
     * @param scratch where to make folders
     * @param options what to solve and how exactly
     */
    OpflowRound(ExagoLibrary library, Path scratch, SolveOptions options) {
        this.library = library;
        this.scratch = scratch;
        this.options = options;
    }

    /**
     * How a run ended.
     *
     * @param converged whether the solution is one
     * @param objective cost, $/h, as ExaGO says; NaN where it says none
     * @param solution ExaGO's variables
     * @param log what Ipopt says
     */
    record End(boolean converged, double objective, double[] solution, IpoptLog log) {}

    /**
     * Solves a case.
     *
     * @param text a {@link CanonicalCase}
     * @param start where to start, not {@code AUTO}
     * @param deadline when Ipopt is to give up
     * @throws PetscException when ExaGO can't set up the problem
     */
    End run(byte[] text, Initialization start, Deadline deadline) {
        try {
            try (RunFolder folder = new RunFolder(scratch)) {
                Files.write(folder.path().resolve(RunFolder.CASE), text);
                Files.writeString(folder.path().resolve(RunFolder.IPOPT_OPTIONS), ipoptOptions(deadline));
                return run(folder.path(), start, deadline);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't exchange files with ExaGO in " + scratch + " (java.io.tmpdir names another folder): "
                            + e.getMessage(),
                    e);
        }
    }

    private End run(Path folder, Initialization start, Deadline deadline) throws IOException {
        try (Opflow opflow = new Opflow(library, opflowOptions(start))) {
            try (WorkingDirectory _ = new WorkingDirectory(library.libC(), folder)) {
                opflow.read(Path.of(RunFolder.CASE));
                opflow.setUp();
                opflow.solve(deadline);
            }
            boolean optimal = opflow.hasConverged();
            IpoptLog log = IpoptLog.parse(Files.readString(folder.resolve(RunFolder.LOG), StandardCharsets.ISO_8859_1));
            return new End(
                    optimal || log.exit().equals(ONLY_POINT),
                    optimal ? opflow.objective() : Double.NaN,
                    opflow.solution(),
                    log);
        }
    }

    /**
     * All that decides what is solved is said, so that no default or environment does. What options make of voltages and of the
     * objective is in the case, see {@link dev.opflow.engine.formulation.PosedCase}.
     */
    private Map<String, String> opflowOptions(Initialization start) {
        return Map.ofEntries(
                Map.entry("-opflow_model", options.model().name()),
                Map.entry("-opflow_solver", "IPOPT"),
                Map.entry("-opflow_initialization", start.name()),
                Map.entry("-opflow_objective", Objective.MIN_GEN_COST.name()),
                Map.entry("-opflow_genbusvoltage", GeneratorBusVoltage.VARIABLE_WITHIN_BOUNDS.name()),
                Map.entry("-opflow_has_gensetpoint", "0"),
                Map.entry("-opflow_use_agc", "0"),
                // what is no limit is none in the file; in a DC power flow limits of angles are limits of flows there
                Map.entry("-opflow_ignore_lineflow_constraints", "0"),
                Map.entry("-opflow_include_loadloss_variables", truth(options.includeLoadlossVariables())),
                Map.entry("-opflow_loadloss_penalty", Double.toString(options.loadlossPenalty())),
                Map.entry("-opflow_include_powerimbalance_variables", truth(options.includePowerimbalanceVariables())),
                Map.entry("-opflow_powerimbalance_penalty", Double.toString(options.powerimbalancePenalty())));
    }

    private static String truth(boolean value) {
        return value ? "1" : "0";
    }

    /** These override what ExaGO sets. */
    private String ipoptOptions(Deadline deadline) {
        double tolerance = Math.max(LEAST_TOLERANCE, options.tolerance() * MARGIN);
        return """
            print_level 0
            sb yes
            output_file %s
            file_print_level 5
            bound_relax_factor 0
            fixed_variable_treatment make_parameter
            tol %s
            constr_viol_tol %s
            max_iter %d
            max_cpu_time %s
            mu_strategy adaptive
            """.formatted(RunFolder.LOG, tolerance, tolerance, options.maxIterations(), cpuSeconds(deadline));
    }

    /** What the process may use up by then. It also ends the solve for a starting point, which has no other limit. */
    private static double cpuSeconds(Deadline deadline) {
        double seconds = deadline.remaining().toNanos() / 1e9;
        return Math.max(1e-3, seconds * Runtime.getRuntime().availableProcessors());
    }
}
