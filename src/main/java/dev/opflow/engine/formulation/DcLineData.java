package dev.opflow.engine.formulation;

/**
 * The DC lines that take part, in per unit, one entry each. What a line loses whatever its flow is part of the demand at its to
 * end.
 *
 * @param place place in the network's list
 * @param from bus at the from end, index into {@link BusData}
 * @param to bus at the to end
 * @param edge edge of the bus graph that it lies on
 * @param pmin smallest flow at the from end
 * @param pmax largest flow at the from end
 * @param qminf smallest reactive power given to the from bus
 * @param qmaxf largest reactive power given to the from bus
 * @param qmint smallest reactive power given to the to bus
 * @param qmaxt largest reactive power given to the to bus
 * @param kept part of the flow that arrives, beyond the constant loss
 * @param pf flow of the case at the from end
 * @param qf reactive power of the case at the from bus
 * @param qt reactive power of the case at the to bus
 */
public record DcLineData(
        int[] place,
        int[] from,
        int[] to,
        int[] edge,
        double[] pmin,
        double[] pmax,
        double[] qminf,
        double[] qmaxf,
        double[] qmint,
        double[] qmaxt,
        double[] kept,
        double[] pf,
        double[] qf,
        double[] qt) {

    /** Number of DC lines. */
    public int count() {
        return place.length;
    }
}
