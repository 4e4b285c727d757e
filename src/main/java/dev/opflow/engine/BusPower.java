package dev.opflow.engine;

/**
 * A power at each bus, in the order of the network's list. The arrays belong to it and are not to be changed.
 *
 * @param mw active power, MW
 * @param mvar reactive power, MVAr
 */
public record BusPower(double[] mw, double[] mvar) {}
