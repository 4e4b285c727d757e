package dev.opflow.grid;

/**
 * A line or transformer as a pi section, with the columns of MATPOWER's {@code mpc.branch}. An ideal transformer of ratio
 * {@code ratio * e^(j shift)} stands at the from end.
 *
 * @param fromBus number of the bus at the from end
 * @param toBus number of the bus at the to end
 * @param rPu series resistance, p.u.
 * @param xPu series reactance, p.u.
 * @param bPu total charging susceptance, p.u.
 * @param rateAMva long-term limit of apparent power at either end, MVA; 0 means none, as does 1e10 or more
 * @param rateBMva short-term limit, MVA; kept
 * @param rateCMva emergency limit, MVA; kept
 * @param ratio tap ratio (from over to), 0 for a line, which counts as 1
 * @param shiftDegrees phase shift, degrees; positive delays the to end
 * @param inService whether it takes part
 * @param angminDegrees smallest angle difference from minus to, degrees; -360 and below, or 0 with angmax 0, means none
 * @param angmaxDegrees largest angle difference from minus to, degrees; 360 and above, or 0 with angmin 0, means none
 * @param name the user's name, empty where there is none
 */
public record Branch(
        int fromBus,
        int toBus,
        double rPu,
        double xPu,
        double bPu,
        double rateAMva,
        double rateBMva,
        double rateCMva,
        double ratio,
        double shiftDegrees,
        boolean inService,
        double angminDegrees,
        double angmaxDegrees,
        String name) {

    /** The same branch with other limits. */
    public Branch withLimits(double rateANewMva, double angminNewDegrees, double angmaxNewDegrees) {
        return new Branch(
                fromBus,
                toBus,
                rPu,
                xPu,
                bPu,
                rateANewMva,
                rateBMva,
                rateCMva,
                ratio,
                shiftDegrees,
                inService,
                angminNewDegrees,
                angmaxNewDegrees,
                name);
    }

    /** The tap ratio with MATPOWER's 0 read as 1. */
    public double tap() {
        return ratio == 0 ? 1 : ratio;
    }

    /** Whether rateA is a limit, by MATPOWER's rule ({@code opf}): 0 means none, as does 1e10 or more. */
    public boolean hasRateA() {
        return rateAMva > 0 && rateAMva < 1e10;
    }

    /** Whether angmin is a limit, by MATPOWER's rule ({@code makeAang}): both 0 means none, as does -360 or less. */
    public boolean hasAngmin() {
        return !unlimited() && angminDegrees > -360;
    }

    /** Whether angmax is a limit, by MATPOWER's rule ({@code makeAang}): both 0 means none, as does 360 or more. */
    public boolean hasAngmax() {
        return !unlimited() && angmaxDegrees < 360;
    }

    private boolean unlimited() {
        return angminDegrees == 0 && angmaxDegrees == 0;
    }
}
