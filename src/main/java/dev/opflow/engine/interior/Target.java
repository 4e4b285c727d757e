package dev.opflow.engine.interior;

/**
 * What a point has to reach to be a solution.
 *
 * @param feasibility largest violation of a constraint, p.u. or radians
 * @param optimality largest scaled residual of stationarity and of complementarity
 * @param gap sum of all products of distances and multipliers, relative to the cost: about how far the cost is from its optimum
 */
record Target(double feasibility, double optimality, double gap) {}
