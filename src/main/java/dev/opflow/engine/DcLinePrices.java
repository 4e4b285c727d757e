package dev.opflow.engine;

/**
 * Shadow prices of the limits of DC lines, with MATPOWER's names and units; none is negative. Arrays are in the order of the
 * network's list.
 *
 * @param muPmin of pmin, $/MWh: of pf where pmin is not negative, else of pt
 * @param muPmax of pmax, $/MWh: of pf where pmax is not negative, else of pt
 * @param muQminF of qminf, $/MVArh
 * @param muQmaxF of qmaxf, $/MVArh
 * @param muQminT of qmint, $/MVArh
 * @param muQmaxT of qmaxt, $/MVArh
 */
public record DcLinePrices(
        double[] muPmin, double[] muPmax, double[] muQminF, double[] muQmaxF, double[] muQminT, double[] muQmaxT) {

    /** So many lines whose limits cost nothing. */
    public static DcLinePrices zero(int lines) {
        return new DcLinePrices(
                new double[lines],
                new double[lines],
                new double[lines],
                new double[lines],
                new double[lines],
                new double[lines]);
    }
}
