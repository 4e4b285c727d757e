package dev.opflow.verify;

import dev.opflow.grid.Branch;

/** The power into both ends of one branch after the other, p.u., and its derivatives. */
sealed interface BranchFlow permits PiSection, DcBranch {
    /** Active power into the from end. */
    double pf();

    /** Reactive power into the from end. */
    double qf();

    /** Active power into the to end. */
    double pt();

    /** Reactive power into the to end. */
    double qt();

    /**
     * Computes them.
     *
     * @param branch the branch
     * @param vf voltage magnitude at the from end, p.u.
     * @param af voltage angle there, radians
     * @param vt voltage magnitude at the to end, p.u.
     * @param at voltage angle there, radians
     */
    void compute(Branch branch, double vf, double af, double vt, double at);

    /** What a rate limits at the from end: apparent power, or the active power into it where there is no other. */
    double from();

    /** What a rate limits at the to end. */
    double to();

    /** From here on {@link #change} is the derivative by the from end's angle. */
    void byFromAngle();

    /** By the from end's magnitude vf, p.u. */
    void byFromMagnitude(double vf);

    /** By the to end's angle. */
    void byToAngle();

    /** By the to end's magnitude vt, p.u. */
    void byToMagnitude(double vt);

    /** The last derivative of a weighted sum of the four powers. */
    double change(double byPf, double byQf, double byPt, double byQt);
}
