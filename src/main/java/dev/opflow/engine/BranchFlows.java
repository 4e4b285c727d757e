package dev.opflow.engine;

/**
 * Power entering each branch at its ends; zero for a branch out of service.
 *
 * @param pfMw active power into the from end per branch, MW
 * @param qfMvar reactive power into the from end per branch, MVAr
 * @param ptMw active power into the to end per branch, MW
 * @param qtMvar reactive power into the to end per branch, MVAr
 */
public record BranchFlows(double[] pfMw, double[] qfMvar, double[] ptMw, double[] qtMvar) {}
