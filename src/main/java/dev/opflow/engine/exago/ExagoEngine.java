package dev.opflow.engine.exago;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.grid.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ExaGO's OPFLOW, where an installation of it is at hand. Making the engine costs nothing: the installation is opened when it
 * is first asked for, and started with the first solve. Several threads may ask; they are served one after the other.
 */
public final class ExagoEngine implements OpfEngine {
    private final Optional<Path> home;
    private final Path scratch;
    private @Nullable ExagoInstallation installation;

    /**
     * An engine that exchanges files with ExaGO in the usual folder for temporary files.
     *
     * @param home folder of an ExaGO installation, if one is configured
     */
    public ExagoEngine(Optional<Path> home) {
        this(home, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * An engine.
     *
     * @param home folder of an ExaGO installation, if one is configured
     * @param scratch existing folder to exchange files with ExaGO in; each solve makes one below and removes it
     */
    public ExagoEngine(Optional<Path> home, Path scratch) {
        this.home = home;
        this.scratch = scratch.toAbsolutePath();
    }

    @Override
    public String name() {
        return "exago";
    }

    /** ExaGO's version, as "1.6.0"; "absent" where there is none. */
    @Override
    public String version() {
        return installation() instanceof ExagoInstallation.Present present
                ? present.version().toString()
                : "absent";
    }

    @Override
    public Optional<String> absence() {
        // no switch over the two: a JVM links it anew in each process, which takes as long as a small solve
        ExagoInstallation found = installation();
        if (found instanceof ExagoInstallation.Absent absent) {
            return Optional.of(absent.reason());
        }
        if (!Files.isDirectory(scratch) || !Files.isWritable(scratch)) {
            return Optional.of("its folder for temporary files, " + scratch
                    + ", can't be written to: set java.io.tmpdir to one that can");
        }
        return found instanceof ExagoInstallation.Present present ? ExagoProcess.obstacle(present) : Optional.empty();
    }

    /** After a solve that has not come back in time: native code can't be interrupted. */
    @Override
    public boolean mustEndProcess() {
        return ExagoProcess.isStuck();
    }

    @Override
    public List<Inexpressible> inexpressible(Network network, SolveOptions options) {
        return Expressibility.missing(network, options);
    }

    @Override
    public EngineAnswer solve(Network network, SolveOptions options, Deadline deadline) {
        Optional<String> absence = absence();
        if (absence.isPresent() || !(installation() instanceof ExagoInstallation.Present present)) {
            return absent(absence.orElseThrow());
        }
        List<Inexpressible> missing = inexpressible(network, options);
        if (!missing.isEmpty()) {
            return new Outcome.Refused(
                    Reason.INEXPRESSIBLE_CASE, "The engine exago can't express: " + Inexpressible.list(missing) + ".");
        }
        if (deadline.isReached()) {
            return Endings.deadlineReached(Progress.NONE);
        }
        OpflowRound round = new OpflowRound(present.library(), scratch, options);
        try {
            ExagoProcess.Visit<EngineAnswer> visit = ExagoProcess.enter(
                    present,
                    scratch,
                    deadline,
                    () -> new LimitsOnDemand(new PosedCase(network, options), round, options, deadline).solve());
            return switch (visit) {
                case ExagoProcess.Visit.Done<EngineAnswer> done -> done.answer();
                case ExagoProcess.Visit.Closed<EngineAnswer> closed -> absent(closed.obstacle());
                case ExagoProcess.Visit.NotBegun<EngineAnswer> _ ->
                    new Outcome.DeadlineReached(
                            "The deadline was reached while another solve was using ExaGO.", Progress.NONE);
                case ExagoProcess.Visit.Stuck<EngineAnswer> _ -> Endings.stuck(ExagoProcess.GRACE);
            };
        } catch (PetscException e) {
            return answer(e, network, options);
        }
    }

    private static Outcome.Refused absent(String reason) {
        return new Outcome.Refused(Reason.ABSENT_ENGINE, "The engine exago is absent: " + reason + ".");
    }

    /** What an error in ExaGO means; one that means nothing expected is a bug, here or there. */
    private static EngineAnswer answer(PetscException e, Network network, SolveOptions options) {
        if (e.isMissingPart()) {
            return new Outcome.Refused(
                    Reason.ABSENT_ENGINE,
                    "This installation of ExaGO lacks what model " + options.model() + " needs (" + e.detail()
                            + "): build it with -DEXAGO_ENABLE_IPOPT=ON.");
        }
        if (e.isFailedStart()) {
            return new Outcome.NotConverged(
                    "ExaGO found no starting point by initialization " + options.initialization() + " (" + e.detail()
                            + "). Choose another option initialization.",
                    Progress.NONE);
        }
        throw new IllegalStateException("ExaGO failed on case " + network.name() + ": " + e.getMessage(), e);
    }

    private synchronized ExagoInstallation installation() {
        ExagoInstallation found = installation;
        if (found == null) {
            found = ExagoInstallation.at(home);
            installation = found;
        }
        return found;
    }
}
