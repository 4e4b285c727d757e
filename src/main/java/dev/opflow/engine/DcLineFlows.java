package dev.opflow.engine;

/**
 * The flows of DC lines, with MATPOWER's names and signs; zero for a line out of service. Arrays are in the order of the
 * network's list.
 *
 * @param pfMw active power taken from the from bus, MW
 * @param ptMw active power given to the to bus, MW
 * @param qfMvar reactive power given to the from bus, MVAr
 * @param qtMvar reactive power given to the to bus, MVAr
 */
public record DcLineFlows(double[] pfMw, double[] ptMw, double[] qfMvar, double[] qtMvar) {

    /** So many lines without any flow. */
    public static DcLineFlows zero(int lines) {
        return new DcLineFlows(new double[lines], new double[lines], new double[lines], new double[lines]);
    }
}
