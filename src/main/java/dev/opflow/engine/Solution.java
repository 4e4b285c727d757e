package dev.opflow.engine;

import org.jspecify.annotations.Nullable;

/**
 * An operating point as an engine gives it: what it decided, and nothing that follows from that but what DC lines deliver. Arrays are in the order of
 * the network's lists, belong to the solution, and are not to be changed. Isolated buses keep the case's voltage; generators
 * out of service have zero output.
 *
 * @param objective cost and penalties, $/h, whatever was minimised
 * @param iterations iterations it took, of all rounds
 * @param rounds solves it took, one after the other
 * @param vmPu voltage magnitude per bus, p.u.
 * @param vaDegrees voltage angle per bus, degrees
 * @param pgMw active output per generator, MW
 * @param qgMvar reactive output per generator, MVAr
 * @param dcLines flows of DC lines
 * @param multipliers shadow prices; null where the engine gives none
 * @param loadloss demand that is not served; null where none may be
 * @param imbalance power that vanishes at a bus, negative where it comes from nowhere; null where none may
 */
public record Solution(
        double objective,
        int iterations,
        int rounds,
        double[] vmPu,
        double[] vaDegrees,
        double[] pgMw,
        double[] qgMvar,
        DcLineFlows dcLines,
        @Nullable Multipliers multipliers,
        @Nullable BusPower loadloss,
        @Nullable BusPower imbalance) {

    /** A solution that serves all demand and misses no balance. */
    public Solution(
            double objective,
            int iterations,
            int rounds,
            double[] vmPu,
            double[] vaDegrees,
            double[] pgMw,
            double[] qgMvar,
            DcLineFlows dcLines,
            @Nullable Multipliers multipliers) {
        this(objective, iterations, rounds, vmPu, vaDegrees, pgMw, qgMvar, dcLines, multipliers, null, null);
    }

    /** Of a case without DC lines. */
    public Solution(
            double objective,
            int iterations,
            int rounds,
            double[] vmPu,
            double[] vaDegrees,
            double[] pgMw,
            double[] qgMvar,
            @Nullable Multipliers multipliers) {
        this(objective, iterations, rounds, vmPu, vaDegrees, pgMw, qgMvar, DcLineFlows.zero(0), multipliers);
    }
}
