package dev.opflow.engine.formulation;

/**
 * What a network asks of voltages: what leaves each bus through demand, shunt and branches, and the limits of branches, with
 * their derivatives. {@link AcOpf} has the order of variables, balance and inequalities, and adds outputs and costs. Derivatives
 * belong to the point of the last evaluation, which is handed in once more.
 */
interface NetworkEquations {
    /** Which limits of branches are inequalities. */
    BranchLimits limits();

    /** Sets the balance, without outputs, and the inequalities. */
    void evaluate(double[] x, double[] balance, double[] inequalities);

    /** Adds the gradient of lambda . balance + y . inequalities. */
    void addJacobianTransposed(double[] x, double[] lambda, double[] y, double[] out);

    /** Sets the linear change of the inequalities along dx. */
    void inequalityChange(double[] x, double[] dx, double[] out);

    /** Adds to the matrix of the bus graph, as {@link AcOpf#addKkt} says. */
    void addKkt(double[] x, double[] lambda, double[] y, double[] sigma, double[] diagonal, double[] off);
}
