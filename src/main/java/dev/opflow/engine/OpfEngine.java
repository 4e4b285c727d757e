package dev.opflow.engine;

import dev.opflow.grid.Network;
import java.util.List;
import java.util.Optional;

/** Solves optimal power flows. One instance serves one solve after the other; whether at once, the engine says. */
public interface OpfEngine {

    /** Short stable name, as in the option {@code engine}: "embedded" or "exago". */
    String name();

    /** Version of what does the solving, for the record. */
    String version();

    /** Why this engine can't solve anything here, and what to do about it; empty where it can. */
    Optional<String> absence();

    /**
     * Whether a solve goes on in this process that has been given up and can't be stopped. Answers are right all the same, but
     * the process should end once they have been delivered.
     */
    default boolean mustEndProcess() {
        return false;
    }

    /**
     * Everything in this case or these options that the engine has no means to express. An engine that is asked to solve
     * such a case all the same answers {@link Outcome.Refused}.
     *
     * @return empty where the engine can take the case
     */
    List<Inexpressible> inexpressible(Network network, SolveOptions options);

    /**
     * Solves a case that has been checked and found free of errors.
     *
     * @param network the case; it is not changed
     * @param options what to solve and how exactly
     * @param deadline when to give up
     * @return a claim of a solution, or why there is none; never null
     * @throws RuntimeException for a bug or a failure of the machine only: worth a retry, unlike any answer
     */
    EngineAnswer solve(Network network, SolveOptions options, Deadline deadline);
}
