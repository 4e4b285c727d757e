package dev.opflow.engine.interior;

/**
 * What a point has to reach to be a solution.
 *
 * @param feasibility largest violation of a constraint, p.u. or radians
 * @param stationarity largest residual of stationarity, relative to the largest price
 * @param complementarity largest product of distance and multiplier, relative to the largest price
 * @param gap sum of all products of distances and multipliers, relative to the cost: about how far the cost is from its optimum
 */
record Target(double feasibility, double stationarity, double complementarity, double gap) {}
