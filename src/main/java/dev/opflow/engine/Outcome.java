package dev.opflow.engine;

import dev.opflow.grid.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a case ended. All of these are final: asking again with the same case and options gives the same. */
public sealed interface Outcome {

    /** The name of this outcome as results spell it, e.g. "Solved". */
    default String status() {
        return getClass().getSimpleName();
    }

    /** One sentence for people. */
    String message();

    /** A solution that an independent recomputation confirmed. */
    record Solved(Solution solution, Verification verification) implements Outcome {
        @Override
        public String message() {
            return "Solved and verified.";
        }
    }

    /** An engine claimed a solution, but the recomputation found a limit missed; it must not be used. */
    record Unverified(Solution solution, Verification verification) implements Outcome {
        @Override
        public String message() {
            return "The engine claims a solution, but recomputing it shows: "
                    + verification.violations().getFirst()
                    + (verification.violations().size() > 1
                            ? " (and " + (verification.violations().size() - 1) + " more)"
                            : "")
                    + ".";
        }
    }

    /**
     * The limits contradict each other, as far as a local method can tell: a stationary point of their violation.
     *
     * @param message the diagnosis in a few words
     * @param violations what is missed there, worst first
     * @param reliefs limits that stand in the way, that which would have to give least first; none where the engine can't tell
     * @param nearest the point, without prices; null where there was no need for one, or the engine gives none
     * @param progress how far the solve came
     */
    record Infeasible(
            String message,
            List<Violation> violations,
            List<Relief> reliefs,
            @Nullable Solution nearest,
            Progress progress)
            implements Outcome, EngineAnswer {
        public Infeasible {
            violations = List.copyOf(violations);
            reliefs = List.copyOf(reliefs);
        }

        /** Without a diagnosis of what stands in the way. */
        public Infeasible(String message, List<Violation> violations, Progress progress) {
            this(message, violations, List.of(), null, progress);
        }
    }

    /** The method stopped short of a solution. */
    record NotConverged(String message, Progress progress) implements Outcome, EngineAnswer {}

    /** Time ran out. */
    record DeadlineReached(String message, Progress progress) implements Outcome, EngineAnswer {}

    /** The case can't be read or makes no sense; the findings say where and why. */
    record InvalidCase(List<Finding> findings) implements Outcome {
        public InvalidCase {
            findings = List.copyOf(findings);
        }

        @Override
        public String message() {
            List<Finding> errors = findings.stream()
                    .filter(f -> f.severity() == Finding.Severity.ERROR)
                    .toList();
            if (errors.isEmpty()) {
                return "invalid case";
            }
            int more = errors.stream().mapToInt(Finding::count).sum()
                    - errors.getFirst().count();
            return errors.getFirst()
                    + (more > 0 ? " (and " + more + (more == 1 ? " more error)" : " more errors)") : "");
        }
    }

    /** What was asked can't be done here. */
    record Refused(Reason reason, String message) implements Outcome, EngineAnswer {
        /** Why a request is refused. */
        public enum Reason {
            /** An option, or a value of one, is not known. */
            UNKNOWN_OPTION,
            /** The engine has no means to express the case or an option. */
            INEXPRESSIBLE_CASE,
            /** The engine asked for is not installed, or can't run here. */
            ABSENT_ENGINE
        }
    }
}
