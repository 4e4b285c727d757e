package dev.opflow.engine.formulation;

import dev.opflow.engine.SolveOptions.Model;
import java.util.Arrays;

/**
 * AC optimal power flow in polar form as a nonlinear programme, or DC optimal power flow in the same terms: minimise the cost of x
 * such that balance(x) = 0, inequalities(x) &lt;= 0 and lower &lt;= x &lt;= upper.
 *
 * <p>With nb buses and ng generators x holds angles (nb, radians), magnitudes (nb, p.u.), active and reactive outputs (ng
 * each, p.u.), and what else there is in {@link Dispatch}. The balance holds the active, then the reactive surplus leaving each
 * bus (p.u.). The inequalities are, for each branch with a rate, {@code (|S|^2 - rate^2) / (2 rate)} at its from and its to end,
 * then for each limit on an angle difference how much it is exceeded (radians), then for each sloped side of a capability curve
 * how far an output is beyond it (p.u.). In a DC power flow magnitudes are fixed at 1 and reactive outputs at 0, the reactive
 * balance holds always, and the inequalities of a rate are {@code p - rate} and {@code -p - rate}. The scaled cost is the cost
 * times {@link #objectiveScale}.
 *
 * <p>Values belong to the point of the last {@link #evaluate}. Not for use by several threads at once.
 */
public final class AcOpf {
    private final AcNetwork network;
    private final BusData buses;
    private final NetworkEquations equations;
    private final Dispatch dispatch;
    private final int nb;
    private final int ng;
    private final double[] lower;
    private final double[] upper;
    private final double[] balance;
    /** What is let pass of each balance, and inequality. */
    private final double[] forgivenBalance;

    private final double[] forgivenInequality;
    private boolean isForgiving;
    private final double[] inequalities;
    private final boolean free;
    private double objectiveScale = 1;

    /**
     * The programme of a network.
     *
     * @param network what takes part
     * @param rated whether rates limit flows
     * @param free whether everything costs nothing, so that any feasible point will do
     */
    public AcOpf(AcNetwork network, boolean rated, boolean free) {
        this.network = network;
        this.free = free;
        buses = network.buses();
        equations = switch (network.model()) {
            case POWER_BALANCE_POLAR, POWER_BALANCE_CARTESIAN -> new AcEquations(network, rated);
            case DCOPF -> new DcEquations(network, rated);
        };
        nb = buses.count();
        ng = network.generators().count();
        dispatch = new Dispatch(network, equations.limits().count());
        lower = new double[variables()];
        upper = new double[variables()];
        Arrays.fill(lower, 0, nb, Double.NEGATIVE_INFINITY);
        Arrays.fill(upper, 0, nb, Double.POSITIVE_INFINITY);
        for (int i = 0; i < nb; i++) {
            if (buses.reference()[i]) {
                lower[i] = buses.va()[i];
                upper[i] = buses.va()[i];
            }
        }
        System.arraycopy(buses.vmin(), 0, lower, nb, nb);
        System.arraycopy(buses.vmax(), 0, upper, nb, nb);
        System.arraycopy(dispatch.data().lower(), 0, lower, 2 * nb, dispatch.count());
        System.arraycopy(dispatch.data().upper(), 0, upper, 2 * nb, dispatch.count());
        balance = new double[2 * nb];
        inequalities = new double[equations.limits().count() + dispatch.sides().count()];
        forgivenBalance = new double[balance.length];
        forgivenInequality = new double[inequalities.length];
    }

    /** What takes part. */
    public AcNetwork network() {
        return network;
    }

    /** What follows the voltages in x. */
    public Dispatch dispatch() {
        return dispatch;
    }

    /** The limits of branches that are inequalities. */
    public BranchLimits limits() {
        return equations.limits();
    }

    /** Length of x. */
    public int variables() {
        return 2 * nb + dispatch.count();
    }

    /** Place of a bus's voltage magnitude in x; that of its angle is the bus itself. */
    public int v(int bus) {
        return nb + bus;
    }

    /** Place of a generator's active output in x, or of its first variable. */
    public int pg(int generator) {
        return 2 * nb + generator;
    }

    /** Place of a generator's reactive output in x, or of its first variable. */
    public int qg(int generator) {
        return 2 * nb + ng + generator;
    }

    /** Place of a DC line's flow at its from end in x, or of its first variable. */
    public int pf(int dcLine) {
        return 2 * nb + 2 * ng + dcLine;
    }

    /** Place of a DC line's reactive power at its from bus in x. */
    public int qf(int dcLine) {
        return pf(dcLine) + network.dcLines().count();
    }

    /** Place of a DC line's reactive power at its to bus in x. */
    public int qt(int dcLine) {
        return qf(dcLine) + network.dcLines().count();
    }

    /** Lower bounds of x; equal to the upper ones where x is fixed. */
    public double[] lower() {
        return lower;
    }

    /** Upper bounds of x. */
    public double[] upper() {
        return upper;
    }

    /** Whether balance and inequalities are linear, as those of a DC power flow. */
    public boolean isLinear() {
        return network.model() == Model.DCOPF;
    }

    /** Whether nothing is minimised. */
    public boolean isFree() {
        return free;
    }

    /** What the cost is multiplied with. */
    public double objectiveScale() {
        return objectiveScale;
    }

    /** Sets what the cost is multiplied with. */
    public void setObjectiveScale(double scale) {
        objectiveScale = scale;
    }

    /** Lets a multiple of what is missed at the last point pass, from the next evaluation on: constraints are moved by it. */
    public void forgive(double multiple) {
        for (int i = 0; i < balance.length; i++) {
            forgivenBalance[i] = multiple * balance[i];
        }
        for (int k = 0; k < inequalities.length; k++) {
            forgivenInequality[k] = multiple * Math.max(0, inequalities[k]);
        }
        isForgiving = true;
    }

    /** Takes back what was forgiven. */
    public void forgiveNothing() {
        isForgiving = false;
    }

    /** Computes all values at a point; derivatives asked for later belong to it. */
    public void evaluate(double[] x) {
        equations.evaluate(x, balance, inequalities);
        dispatch.evaluate(x, balance, inequalities);
        if (isForgiving) {
            moveConstraints();
        }
    }

    private void moveConstraints() {
        for (int i = 0; i < balance.length; i++) {
            balance[i] -= forgivenBalance[i];
        }
        for (int k = 0; k < inequalities.length; k++) {
            inequalities[k] -= forgivenInequality[k];
        }
    }

    /** Cost in $/h, whether or not it is what is minimised. */
    public double cost() {
        return dispatch.cost();
    }

    /** The scaled cost that is minimised. */
    public double objective() {
        return free ? 0 : objectiveScale * dispatch.segmentCost();
    }

    /** Surplus leaving each bus: active (nb), then reactive (nb), p.u. */
    public double[] balance() {
        return balance;
    }

    /** What must not be positive. */
    public double[] inequalities() {
        return inequalities;
    }

    /** The scaled cost's gradient at x; only outputs have entries other than zero. */
    public void gradient(double[] x, double[] out) {
        Arrays.fill(out, 0);
        if (free) {
            return;
        }
        dispatch.gradient(x, objectiveScale, out);
    }

    /**
     * Adds the scaled cost's second derivatives: by a variable of {@link Dispatch} alone, where each power of its source is one
     * variable, else by the powers.
     *
     * @param own by variable
     * @param powers three a source: by its first power, by both, by its second
     */
    public void addCurvature(double[] x, double[] own, double[] powers) {
        if (!free) {
            dispatch.addCurvature(x, objectiveScale, own, powers);
        }
    }

    /**
     * Adds the gradient of lambda . balance + y . inequalities.
     *
     * @param x the point of the last evaluation
     * @param lambda 2 nb
     * @param y one for each inequality
     * @param out gradient by x, added to
     */
    public void addJacobianTransposed(double[] x, double[] lambda, double[] y, double[] out) {
        equations.addJacobianTransposed(x, lambda, y, out);
        dispatch.addGradient(lambda, y, out);
    }

    /** Linear change of the inequalities along dx. */
    public void inequalityChange(double[] x, double[] dx, double[] out) {
        equations.inequalityChange(x, dx, out);
        dispatch.change(dx, out);
    }

    /**
     * Adds to a matrix of the bus graph the second derivatives of lambda . balance + y . inequalities, the Jacobian of the
     * balance, and the inequalities' {@code J' diag(sigma) J}, all by voltages. The four rows of a bus's block are its angle,
     * its magnitude, its active and its reactive balance.
     *
     * @param x the point of the last evaluation
     * @param lambda 2 nb
     * @param y one for each inequality
     * @param sigma one for each inequality
     * @param diagonal diagonal blocks, added to
     * @param off blocks of the graph's edges, added to
     */
    public void addKkt(double[] x, double[] lambda, double[] y, double[] sigma, double[] diagonal, double[] off) {
        equations.addKkt(x, lambda, y, sigma, diagonal, off);
    }
}
