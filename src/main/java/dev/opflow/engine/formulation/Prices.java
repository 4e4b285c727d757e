package dev.opflow.engine.formulation;

/**
 * Shadow prices at a point of {@link AcOpf}, in its order and units.
 *
 * @param unit what a price of one is worth, $/h
 * @param lambda of the balance, active (nb), then reactive (nb), per p.u.
 * @param y of the inequalities, not negative, per p.u. or radian
 * @param zl of the lower bounds of x, not negative, per p.u. or radian
 * @param zu of the upper bounds of x
 */
public record Prices(double unit, double[] lambda, double[] y, double[] zl, double[] zu) {}
