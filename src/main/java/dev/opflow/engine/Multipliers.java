package dev.opflow.engine;

/**
 * Shadow prices at a solution, with MATPOWER's names, units and signs: those of inequalities are not negative, and
 * {@code lamP} is what one more MW of demand would cost per hour. Arrays are in the order of the network's lists.
 *
 * @param lamP of active power balance per bus, $/MWh
 * @param lamQ of reactive power balance per bus, $/MVArh
 * @param muVmax of the upper voltage limit per bus, $/h per p.u.
 * @param muVmin of the lower voltage limit per bus, $/h per p.u.
 * @param muPmax of pmax per generator, $/MWh; this and the next three have their shares of the price of a sloped side of a
 *     capability curve, as in MATPOWER's {@code update_mupq}
 * @param muPmin of pmin per generator, $/MWh
 * @param muQmax of qmax per generator, $/MVArh
 * @param muQmin of qmin per generator, $/MVArh
 * @param muSf of rateA at the from end per branch, $/MVAh
 * @param muSt of rateA at the to end per branch, $/MVAh
 * @param muAngmin of angmin per branch, $/h per degree
 * @param muAngmax of angmax per branch, $/h per degree
 * @param dcLines of the limits of DC lines
 */
public record Multipliers(
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
        DcLinePrices dcLines) {

    /** Of a case without DC lines. */
    public Multipliers(
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
            double[] muAngmax) {
        this(
                lamP,
                lamQ,
                muVmax,
                muVmin,
                muPmax,
                muPmin,
                muQmax,
                muQmin,
                muSf,
                muSt,
                muAngmin,
                muAngmax,
                DcLinePrices.zero(0));
    }
}
