package dev.opflow.engine.interior;

/**
 * The diagonal that eliminated variables and multipliers leave in the matrix of a Newton step.
 *
 * @param inequality per inequality: by how much its multiplier grows with its linear change
 * @param variable per variable: added to the Hessian
 * @param balance per balance: by how much it gives way to a change of its multiplier; zero where it has to be met
 */
record Weights(double[] inequality, double[] variable, double[] balance) {

    static Weights sized(int variables, int equations, int inequalities) {
        return new Weights(new double[inequalities], new double[variables], new double[equations]);
    }
}
