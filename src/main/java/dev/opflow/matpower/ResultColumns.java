package dev.opflow.matpower;

import org.jspecify.annotations.Nullable;

/**
 * What a solved case has beyond a case, for MATPOWER's result columns; arrays in the order of the network's lists.
 *
 * @param objective cost, $/h
 * @param vmPu voltage magnitude per bus, p.u.
 * @param vaDegrees voltage angle per bus, degrees
 * @param pgMw active output per generator, MW
 * @param qgMvar reactive output per generator, MVAr
 * @param pfMw active power into the from end per branch, MW
 * @param qfMvar reactive power into the from end per branch, MVAr
 * @param ptMw active power into the to end per branch, MW
 * @param qtMvar reactive power into the to end per branch, MVAr
 * @param dcLines flows of DC lines
 * @param prices shadow prices; null where there are none, which leaves their columns out
 */
public record ResultColumns(
        double objective,
        double[] vmPu,
        double[] vaDegrees,
        double[] pgMw,
        double[] qgMvar,
        double[] pfMw,
        double[] qfMvar,
        double[] ptMw,
        double[] qtMvar,
        DcLines dcLines,
        @Nullable Prices prices) {

    /**
     * Flows of DC lines.
     *
     * @param pfMw PF, active power taken from the from bus per line, MW
     * @param ptMw PT, active power given to the to bus per line, MW
     * @param qfMvar QF, reactive power given to the from bus per line, MVAr
     * @param qtMvar QT, reactive power given to the to bus per line, MVAr
     */
    public record DcLines(double[] pfMw, double[] ptMw, double[] qfMvar, double[] qtMvar) {}

    /**
     * Shadow prices of DC lines.
     *
     * @param muPmin MU_PMIN per line, $/MWh
     * @param muPmax MU_PMAX per line, $/MWh
     * @param muQminF MU_QMINF per line, $/MVArh
     * @param muQmaxF MU_QMAXF per line, $/MVArh
     * @param muQminT MU_QMINT per line, $/MVArh
     * @param muQmaxT MU_QMAXT per line, $/MVArh
     */
    public record DcLinePrices(
            double[] muPmin, double[] muPmax, double[] muQminF, double[] muQmaxF, double[] muQminT, double[] muQmaxT) {}

    /**
     * Shadow prices under MATPOWER's column names, in its units.
     *
     * @param lamP LAM_P per bus, $/MWh
     * @param lamQ LAM_Q per bus, $/MVArh
     * @param muVmax MU_VMAX per bus, $/h per p.u.
     * @param muVmin MU_VMIN per bus, $/h per p.u.
     * @param muPmax MU_PMAX per generator, $/MWh
     * @param muPmin MU_PMIN per generator, $/MWh
     * @param muQmax MU_QMAX per generator, $/MVArh
     * @param muQmin MU_QMIN per generator, $/MVArh
     * @param muSf MU_SF per branch, $/MVAh
     * @param muSt MU_ST per branch, $/MVAh
     * @param muAngmin MU_ANGMIN per branch, $/h per degree
     * @param muAngmax MU_ANGMAX per branch, $/h per degree
     * @param dcLines of DC lines
     */
    public record Prices(
            double[] lamP,
            double[] lamQ,
            double[] muVmax,
            double[] muVmin,
            double[] muPmax,
            double[] muPmin,
            double[] muQmax,
            double[] muQmin,
            double[] muSf,
            double[] muSt,
            double[] muAngmin,
            double[] muAngmax,
            DcLinePrices dcLines) {}
}
