package dev.opflow.report;

import dev.opflow.engine.IterationHistory;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is to tell of a run.
 *
 * @param source what was run
 * @param options the options in force
 * @param engine who solved it
 * @param outcome how it ended
 * @param network the case; null where it could not be read
 * @param findings what reading and checking found, errors first
 * @param seconds where the time went
 * @param history the points that the engine came by
 * @param relaxed a case near this one that has a solution, where this has none; null where nothing is known of one
 */
public record RunRecord(
        Source source,
        SolveOptions options,
        Engine engine,
        Outcome outcome,
        @Nullable Network network,
        List<Finding> findings,
        Seconds seconds,
        IterationHistory history,
        @Nullable RelaxedCase relaxed) {
    public RunRecord {
        findings = List.copyOf(findings);
    }

    /** A run of which it is not known what points its engine came by. */
    public RunRecord(
            Source source,
            SolveOptions options,
            Engine engine,
            Outcome outcome,
            @Nullable Network network,
            List<Finding> findings,
            Seconds seconds) {
        this(source, options, engine, outcome, network, findings, seconds, IterationHistory.NONE, null);
    }

    /**
     * Where a case came from.
     *
     * @param name the case's name
     * @param key the object's key, or a path
     * @param version the object's version or ETag; empty where there is none
     * @param sha256 of the bytes as they came; unknown where they were not fetched
     * @param bytes how many
     */
    public record Source(String name, String key, String version, Sha256 sha256, long bytes) {}

    /**
     * The engine that was chosen.
     *
     * @param name its name; empty where none was chosen
     * @param version its version; empty where none was chosen
     * @param reason why it was chosen; empty where none was
     */
    public record Engine(String name, String version, String reason) {
        /** No engine was needed. */
        public static final Engine NONE = new Engine("", "", "");

        /** Whether an engine was chosen at all. */
        public boolean isChosen() {
            return !name.isEmpty();
        }
    }

    /**
     * Wall time of the stations, seconds; zero for those not reached.
     *
     * @param read reading the text
     * @param check checking the case
     * @param solve choosing the engine, and the engine
     * @param verify recomputing the solution
     * @param relax making a case that has a solution of one that has none, and solving it
     * @param total from the bytes to the verified outcome, little more than the sum; making the files comes after it
     * @param limit what it had until the solve would have been given up; NaN without a limit
     */
    public record Seconds(
            double read, double check, double solve, double verify, double relax, double total, double limit) {
        /** Nothing was done. */
        public static final Seconds NONE = new Seconds(0, 0, 0, 0, 0, 0, Double.NaN);
    }

    /** Whether it was solved as a DC power flow, in which there is no reactive power. */
    public boolean isDc() {
        return options.model() == SolveOptions.Model.DCOPF;
    }

    /** The recomputation of a claimed solution; null where none was claimed. */
    public @Nullable Verification verification() {
        if (outcome instanceof Outcome.Solved solved) {
            return solved.verification();
        }
        return switch (outcome) {
            case Outcome.Solved solved -> solved.verification();
            case Outcome.Unverified unverified -> unverified.verification();
            case Outcome.Infeasible i -> null;
            case Outcome.NotConverged n -> null;
            case Outcome.DeadlineReached d -> null;
            case Outcome.InvalidCase i -> null;
            case Outcome.Refused r -> null;
        };
    }

    /** The limits and equations that the outcome says are missed: by a claimed solution, or by any; worst first. */
    public List<Violation> violations() {
        if (outcome instanceof Outcome.Solved solved) {
            return solved.verification().violations();
        }
        return switch (outcome) {
            case Outcome.Solved solved -> solved.verification().violations();
            case Outcome.Unverified unverified -> unverified.verification().violations();
            case Outcome.Infeasible infeasible -> infeasible.violations();
            case Outcome.NotConverged n -> List.of();
            case Outcome.DeadlineReached d -> List.of();
            case Outcome.InvalidCase i -> List.of();
            case Outcome.Refused r -> List.of();
        };
    }

    /** How far a solve without solution came; null where there is a claim of one, or no solve was tried. */
    public @Nullable Progress progress() {
        if (outcome instanceof Outcome.Solved) {
            return null;
        }
        return switch (outcome) {
            case Outcome.Infeasible infeasible -> infeasible.progress();
            case Outcome.NotConverged notConverged -> notConverged.progress();
            case Outcome.DeadlineReached deadlineReached -> deadlineReached.progress();
            case Outcome.Solved s -> null;
            case Outcome.Unverified u -> null;
            case Outcome.InvalidCase i -> null;
            case Outcome.Refused r -> null;
        };
    }

    /** The verified solution; null for any other outcome. */
    public @Nullable Solution solution() {
        return outcome instanceof Outcome.Solved solved ? solved.solution() : null;
    }

    /** Cost of a verified solution, $/h; NaN for any other outcome. */
    public double objective() {
        return outcome instanceof Outcome.Solved solved ? solved.solution().objective() : Double.NaN;
    }

    /** Solves that a claimed solution took, one after the other; -1 where none was claimed. */
    public int rounds() {
        if (outcome instanceof Outcome.Solved solved) {
            return solved.solution().rounds();
        }
        return switch (outcome) {
            case Outcome.Solved solved -> solved.solution().rounds();
            case Outcome.Unverified unverified -> unverified.solution().rounds();
            case Outcome.Infeasible i -> JsonFields.NONE;
            case Outcome.NotConverged n -> JsonFields.NONE;
            case Outcome.DeadlineReached d -> JsonFields.NONE;
            case Outcome.InvalidCase i -> JsonFields.NONE;
            case Outcome.Refused r -> JsonFields.NONE;
        };
    }

    /** Iterations done, with or without success. */
    public int iterations() {
        if (outcome instanceof Outcome.Solved solved) {
            return solved.solution().iterations();
        }
        return switch (outcome) {
            case Outcome.Solved solved -> solved.solution().iterations();
            case Outcome.Unverified unverified -> unverified.solution().iterations();
            case Outcome.Infeasible i -> i.progress().iterations();
            case Outcome.NotConverged n -> n.progress().iterations();
            case Outcome.DeadlineReached d -> d.progress().iterations();
            case Outcome.InvalidCase i -> 0;
            case Outcome.Refused r -> 0;
        };
    }
}
