package dev.opflow.grid;

import org.jspecify.annotations.Nullable;

/**
 * A point-to-point DC line, with the columns of MATPOWER's {@code mpc.dcline} and its row of {@code mpc.dclinecost}.
 * It takes {@code pf} at its from bus and delivers {@code pt = pf - (loss0 + loss1 * pf)} at its to bus.
 *
 * @param fromBus number of the bus at the from end
 * @param toBus number of the bus at the to end
 * @param inService whether it takes part
 * @param pfMw active power taken at the from end, MW
 * @param ptMw active power delivered at the to end, MW
 * @param qfMvar reactive power injected at the from end, MVAr
 * @param qtMvar reactive power injected at the to end, MVAr
 * @param vfPu voltage set-point at the from end, p.u.
 * @param vtPu voltage set-point at the to end, p.u.
 * @param pminMw smallest flow, MW: of pf where it is not negative, else of pt
 * @param pmaxMw largest flow, MW: of pf where it is not negative, else of pt
 * @param qminfMvar smallest reactive injection at the from end, MVAr
 * @param qmaxfMvar largest reactive injection at the from end, MVAr
 * @param qmintMvar smallest reactive injection at the to end, MVAr
 * @param qmaxtMvar largest reactive injection at the to end, MVAr
 * @param loss0Mw constant loss, MW
 * @param loss1 loss in proportion to the flow, MW per MW
 * @param cost cost of the flow; null where the case gives none
 */
public record DcLine(
        int fromBus,
        int toBus,
        boolean inService,
        double pfMw,
        double ptMw,
        double qfMvar,
        double qtMvar,
        double vfPu,
        double vtPu,
        double pminMw,
        double pmaxMw,
        double qminfMvar,
        double qmaxfMvar,
        double qmintMvar,
        double qmaxtMvar,
        double loss0Mw,
        double loss1,
        @Nullable Cost cost) {

    /** The same line with other limits of its flow. */
    public DcLine withFlowLimits(double pminNewMw, double pmaxNewMw) {
        return new DcLine(
                fromBus, toBus, inService, pfMw, ptMw, qfMvar, qtMvar, vfPu, vtPu, pminNewMw, pmaxNewMw, qminfMvar,
                qmaxfMvar, qmintMvar, qmaxtMvar, loss0Mw, loss1, cost);
    }

    /** What a flow delivers at the to end, MW. */
    public double ptMw(double pf) {
        return pf - (loss0Mw + loss1 * pf);
    }

    /** Smallest flow at the from end, MW; {@code loss1} is below 1. */
    public double leastPfMw() {
        return pfAtLimit(pminMw);
    }

    /** Largest flow at the from end, MW. */
    public double mostPfMw() {
        return pfAtLimit(pmaxMw);
    }

    /** A limit of zero or more is one of pf, a negative one of pt, as in MATPOWER's {@code toggle_dcline}. */
    private double pfAtLimit(double limit) {
        return limit >= 0 ? limit : (limit + loss0Mw) / (1 - loss1);
    }

    /** The same line, whose flow costs nothing. */
    public DcLine withoutCost() {
        return new DcLine(
                fromBus, toBus, inService, pfMw, ptMw, qfMvar, qtMvar, vfPu, vtPu, pminMw, pmaxMw, qminfMvar, qmaxfMvar,
                qmintMvar, qmaxtMvar, loss0Mw, loss1, null);
    }
}
