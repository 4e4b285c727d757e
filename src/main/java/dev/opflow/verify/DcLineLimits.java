package dev.opflow.verify;

import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element.Kind;

/** What a DC line that takes part may carry, and what it delivers, as in MATPOWER's {@code toggle_dcline}. */
final class DcLineLimits {
    private final Violations violations;
    private final double base;

    DcLineLimits(Violations violations, double baseMva) {
        this.violations = violations;
        base = baseMva;
    }

    /**
     * Checks a flow.
     *
     * @param line the line
     * @param d its place in the network
     * @param pf active power taken at the from end, MW
     * @param pt active power given at the to end, MW
     */
    void checkActive(DcLine line, int d, double pf, double pt) {
        double losses = line.loss0Mw() + line.loss1() * pf;
        violations.check(Limit.PT, Kind.DC_LINE, d, pt, pf - losses, Math.abs(pt - (pf - losses)) / base);
        if (line.pminMw() >= 0) {
            violations.below(Limit.PFMIN, Kind.DC_LINE, d, pf, line.pminMw(), base);
        } else {
            violations.below(Limit.PTMIN, Kind.DC_LINE, d, pt, line.pminMw(), base);
        }
        if (line.pmaxMw() >= 0) {
            violations.above(Limit.PFMAX, Kind.DC_LINE, d, pf, line.pmaxMw(), base);
        } else {
            violations.above(Limit.PTMAX, Kind.DC_LINE, d, pt, line.pmaxMw(), base);
        }
    }

    /**
     * Checks what its ends give of reactive power.
     *
     * @param line the line
     * @param d its place in the network
     * @param qf reactive power given at the from end, MVAr
     * @param qt reactive power given at the to end, MVAr
     */
    void checkReactive(DcLine line, int d, double qf, double qt) {
        violations.above(Limit.QFMAX, Kind.DC_LINE, d, qf, line.qmaxfMvar(), base);
        violations.below(Limit.QFMIN, Kind.DC_LINE, d, qf, line.qminfMvar(), base);
        violations.above(Limit.QTMAX, Kind.DC_LINE, d, qt, line.qmaxtMvar(), base);
        violations.below(Limit.QTMIN, Kind.DC_LINE, d, qt, line.qmintMvar(), base);
    }

    /** Checks the flow of a line that takes no part. */
    void checkIdle(int d, double pf, double pt, double qf, double qt) {
        double p = Math.abs(pf) > Math.abs(pt) ? pf : pt;
        double q = Math.abs(qf) > Math.abs(qt) ? qf : qt;
        violations.check(Limit.IDLE_FLOW, Kind.DC_LINE, d, p, 0, Math.abs(p) / base);
        violations.check(Limit.IDLE_REACTIVE_FLOW, Kind.DC_LINE, d, q, 0, Math.abs(q) / base);
    }
}
