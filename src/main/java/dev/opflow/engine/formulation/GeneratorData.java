package dev.opflow.engine.formulation;

/**
 * The generators that take part, in per unit, one entry each.
 *
 * @param place place in the network's list
 * @param bus index into {@link BusData}
 * @param pmin smallest active output
 * @param pmax largest active output
 * @param qmin smallest reactive output
 * @param qmax largest reactive output
 * @param pg active output of the case
 * @param qg reactive output of the case
 * @param qgPerPg reactive over active output of a dispatchable load at constant power factor; 0 for all others
 */
public record GeneratorData(
        int[] place,
        int[] bus,
        double[] pmin,
        double[] pmax,
        double[] qmin,
        double[] qmax,
        double[] pg,
        double[] qg,
        double[] qgPerPg) {

    /** Number of generators. */
    public int count() {
        return place.length;
    }
}
