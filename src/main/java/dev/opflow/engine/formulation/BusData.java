package dev.opflow.engine.formulation;

/**
 * The buses that take part, in per unit and radians, one entry each.
 *
 * @param place place in the network's list
 * @param pd active demand, with what DC lines that end there lose whatever their flow is
 * @param qd reactive demand
 * @param gs shunt conductance
 * @param bs shunt susceptance
 * @param vmin smallest voltage magnitude
 * @param vmax largest voltage magnitude
 * @param vm voltage magnitude of the case
 * @param va voltage angle of the case
 * @param vaOfReference voltage angle of the case at the first reference of the bus's island
 * @param reference whether the angle is kept
 */
public record BusData(
        int[] place,
        double[] pd,
        double[] qd,
        double[] gs,
        double[] bs,
        double[] vmin,
        double[] vmax,
        double[] vm,
        double[] va,
        double[] vaOfReference,
        boolean[] reference) {

    /** Number of buses. */
    public int count() {
        return place.length;
    }
}
