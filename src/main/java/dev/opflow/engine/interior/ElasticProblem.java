package dev.opflow.engine.interior;

import dev.opflow.engine.formulation.AcOpf;

/**
 * The barrier problem whose solutions lead to a point of least violation near a reference x0:
 * {@code min sum(p + n) + sum t + zeta / 2 ||D (x - x0)||^2} such that {@code c(x) - p + n = 0} and {@code h(x) - t + s = 0}, with a
 * barrier for the bounds of x and for all of p, n, t and s. Its multipliers are prices of the violation.
 */
final class ElasticProblem implements BarrierProblem {
    /** Weight of a p.u. of violation against the barrier and the distance from the reference, as in Ipopt. */
    static final double RHO = 1000;

    private final AcOpf problem;
    private final Bounds bounds;
    private final Barrier barrier;
    private final KktSystem kkt;
    private final Iterate point;
    private final Weights weights;
    private final int equations;
    private final double[] reference;
    /** p, n and t, their multipliers, and the steps of both. */
    private final double[] elastic;

    private final double[] price;
    private final double[] dElastic;
    private final double[] dPrice;
    private final double[] dx;
    private final double[] ds;
    private final double[] dlambda;
    private final double[] dy;
    private final double[] dzl;
    private final double[] dzu;
    private final double[] trialX;
    private final double[] trialS;
    private final double[] trialElastic;
    private final double[] c;
    private final double[] r;
    private final double[] heldC;
    private final double[] heldR;
    private final double[] bx;
    private boolean isCorrected;

    ElasticProblem(AcOpf problem, Bounds bounds, Barrier barrier, KktSystem kkt) {
        this.problem = problem;
        this.bounds = bounds;
        this.barrier = barrier;
        this.kkt = kkt;
        int n = problem.variables();
        equations = problem.balance().length;
        int inequalities = problem.inequalities().length;
        point = Iterate.sized(n, equations, inequalities);
        weights = Weights.sized(n, equations, inequalities);
        reference = new double[n];
        elastic = new double[2 * equations + inequalities];
        price = new double[elastic.length];
        dElastic = new double[elastic.length];
        dPrice = new double[elastic.length];
        dx = new double[n];
        ds = new double[inequalities];
        dlambda = new double[equations];
        dy = new double[inequalities];
        dzl = new double[n];
        dzu = new double[n];
        trialX = new double[n];
        trialS = new double[inequalities];
        trialElastic = new double[elastic.length];
        c = new double[equations];
        r = new double[inequalities];
        heldC = new double[equations];
        heldR = new double[inequalities];
        bx = new double[n];
    }

    Iterate point() {
        return point;
    }

    /** Begins at a point, the problem's last evaluation, which is the reference from now on. */
    void start(double[] from, double mu) {
        System.arraycopy(from, 0, point.x(), 0, from.length);
        System.arraycopy(from, 0, reference, 0, from.length);
        relax(mu);
        barrier.centre(point, mu);
    }

    /**
     * Chooses what is elastic, and slacks, as is best for x: {@code h = mu / (1 - y) - mu / y} for a y in (0, 1). No constraint has a
     * residual then.
     */
    void relax(double mu) {
        for (int i = 0; i < equations; i++) {
            double pull = share(2 * problem.balance()[i], mu);
            double push = share(-2 * problem.balance()[i], mu);
            setElastic(i, 2 * push, mu);
            setElastic(equations + i, 2 * pull, mu);
            point.lambda()[i] = pull - push;
        }
        for (int k = 0; k < point.s().length; k++) {
            double h = problem.inequalities()[k];
            point.y()[k] = share(h, mu);
            point.s()[k] = mu / point.y()[k];
            setElastic(2 * equations + k, share(-h, mu), mu);
        }
    }

    private void setElastic(int at, double itsPrice, double mu) {
        price[at] = itsPrice;
        elastic[at] = mu / itsPrice;
    }

    /** The y in (0, 1) for which {@code h = mu / (1 - y) - mu / y}; that for -h is 1 - y. */
    private static double share(double h, double mu) {
        double root = Math.hypot(2 * mu, h);
        return h < 0
                ? mu * (2 * mu + root - h) / ((root - h) * (2 * mu + root))
                : (2 * mu + root + h) / (2 * (2 * mu + root));
    }

    /** Factorises the matrix of the step at the point, and computes the step; false where there is none. */
    boolean factor(double mu) {
        barrier.weights(point, weights);
        for (int i = 0; i < equations; i++) {
            int n = equations + i;
            weights.balance()[i] = elastic[i] / price[i] + elastic[n] / price[n];
        }
        for (int k = 0; k < point.s().length; k++) {
            weights.inequality()[k] = 1 / (point.s()[k] / point.y()[k] + looseness(k));
        }
        for (int i = 0; i < reference.length; i++) {
            weights.variable()[i] += zeta(i, mu);
        }
        double scale = problem.objectiveScale();
        problem.setObjectiveScale(0);
        boolean usable = kkt.factor(point, weights, () -> compute(mu), KktSystem.INEXACT);
        problem.setObjectiveScale(scale);
        return usable;
    }

    private double looseness(int inequality) {
        int t = 2 * equations + inequality;
        return elastic[t] / price[t];
    }

    private double zeta(int i, double mu) {
        double d = 1 / Math.max(1, Math.abs(reference[i]));
        return Math.sqrt(mu / RHO) * d * d;
    }

    private void compute(double mu) {
        residuals(point.s(), elastic);
        compute(mu, c, r);
    }

    /** Leaves the residuals of the constraints at the last evaluation in c and r. */
    private void residuals(double[] s, double[] e) {
        for (int i = 0; i < equations; i++) {
            c[i] = problem.balance()[i] - e[i] + e[equations + i];
        }
        for (int k = 0; k < s.length; k++) {
            r[k] = problem.inequalities()[k] - e[2 * equations + k] + s[k];
        }
    }

    /** The Newton step for given residuals of the constraints; derivatives are those of the last evaluation at the point itself. */
    private void compute(double mu, double[] residualC, double[] residualR) {
        double[] s = point.s();
        double[] y = point.y();
        double[] lambda = point.lambda();
        // dlambda and dy hold the right-hand side of the balance and the multipliers aimed at until they are known
        for (int i = 0; i < equations; i++) {
            int n = equations + i;
            dlambda[i] = -residualC[i]
                    + ((lambda[i] - 1) * elastic[i] + mu) / price[i]
                    + ((lambda[i] + 1) * elastic[n] - mu) / price[n];
        }
        for (int k = 0; k < s.length; k++) {
            int t = 2 * equations + k;
            dy[k] = y[k]
                    + weights.inequality()[k]
                            * (residualR[k] - s[k] + mu / y[k] - ((y[k] - 1) * elastic[t] + mu) / price[t]);
        }
        addProximity(mu, bx);
        problem.addJacobianTransposed(point.x(), lambda, dy, bx);
        barrier.addGradient(point.x(), mu, bx);
        for (int i = 0; i < bx.length; i++) {
            bx[i] = -bx[i];
        }
        kkt.solve(bx, dlambda, dx, dlambda);
        problem.inequalityChange(point.x(), dx, ds);
        for (int k = 0; k < s.length; k++) {
            dy[k] += weights.inequality()[k] * ds[k] - y[k];
            ds[k] = (mu - s[k] * dy[k]) / y[k] - s[k];
        }
        elasticStep(mu);
        barrier.multiplierSteps(point, dx, mu, dzl, dzu);
    }

    private void elasticStep(double mu) {
        for (int i = 0; i < elastic.length; i++) {
            double excess = i < equations
                    ? point.lambda()[i] + dlambda[i] - 1
                    : i < 2 * equations
                            ? -point.lambda()[i - equations] - dlambda[i - equations] - 1
                            : point.y()[i - 2 * equations] + dy[i - 2 * equations] - 1;
            dElastic[i] = (excess * elastic[i] + mu) / price[i];
            dPrice[i] = (mu - price[i] * dElastic[i]) / elastic[i] - price[i];
        }
    }

    /** Overwrites with the gradient of the distance's share. */
    private void addProximity(double mu, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = zeta(i, mu) * (point.x()[i] - reference[i]);
        }
    }

    @Override
    public double infeasibility() {
        return infeasibility(point.s(), elastic);
    }

    @Override
    public double trialInfeasibility() {
        return infeasibility(trialS, trialElastic);
    }

    private double infeasibility(double[] s, double[] e) {
        residuals(s, e);
        double sum = 0;
        for (double residual : c) {
            sum += Math.abs(residual);
        }
        for (double residual : r) {
            sum += Math.abs(residual);
        }
        return sum;
    }

    @Override
    public double objective(double mu) {
        return objective(point.x(), point.s(), elastic, mu);
    }

    @Override
    public double trialObjective(double mu) {
        return objective(trialX, trialS, trialElastic, mu);
    }

    private double objective(double[] x, double[] s, double[] e, double mu) {
        double sum = 0;
        for (double violation : e) {
            sum += violation - mu * Math.log(violation);
        }
        for (int i = 0; i < x.length; i++) {
            double d = x[i] - reference[i];
            sum += zeta(i, mu) * d * d / 2;
        }
        return sum + mu * barrier.value(x, s);
    }

    @Override
    public double slope(double mu) {
        double sum = mu * barrier.slope(point.x(), point.s(), dx, ds);
        for (int i = 0; i < elastic.length; i++) {
            sum += dElastic[i] * (1 - mu / elastic[i]);
        }
        for (int i = 0; i < dx.length; i++) {
            sum += zeta(i, mu) * (point.x()[i] - reference[i]) * dx[i];
        }
        return sum;
    }

    @Override
    public double longest(double tau) {
        return Math.min(
                barrier.largestPrimalStep(point.x(), point.s(), dx, ds, tau),
                Barrier.largestStep(elastic, dElastic, tau));
    }

    @Override
    public void tryStep(double alpha) {
        Iterate.move(point.x(), alpha, dx, trialX);
        Iterate.move(point.s(), alpha, ds, trialS);
        Iterate.move(elastic, alpha, dElastic, trialElastic);
        problem.evaluate(trialX);
    }

    @Override
    public void accept(double alpha, double tau) {
        isCorrected = false;
        System.arraycopy(trialX, 0, point.x(), 0, trialX.length);
        System.arraycopy(trialS, 0, point.s(), 0, trialS.length);
        System.arraycopy(trialElastic, 0, elastic, 0, elastic.length);
        Iterate.add(alpha, dlambda, point.lambda());
        double dual = Math.min(point.largestDualStep(dy, dzl, dzu, tau), Barrier.largestStep(price, dPrice, tau));
        Iterate.add(dual, dPrice, price);
        point.stepDual(dual, dy, dzl, dzu);
    }

    /** Keeps each multiplier within a factor of mu over its distance. */
    void safeguard(double mu) {
        barrier.safeguard(point, mu);
        for (int i = 0; i < price.length; i++) {
            price[i] = Barrier.near(price[i], elastic[i], mu);
        }
    }

    @Override
    public void retreat(double mu) {
        problem.evaluate(point.x());
        if (isCorrected) {
            compute(mu);
            isCorrected = false;
        }
    }

    @Override
    public void holdResiduals() {
        residuals(point.s(), elastic);
        System.arraycopy(c, 0, heldC, 0, c.length);
        System.arraycopy(r, 0, heldR, 0, r.length);
    }

    @Override
    public void correct(double alpha, double mu) {
        residuals(trialS, trialElastic);
        for (int i = 0; i < c.length; i++) {
            heldC[i] = alpha * heldC[i] + c[i];
        }
        for (int k = 0; k < r.length; k++) {
            heldR[k] = alpha * heldR[k] + r[k];
        }
        problem.evaluate(point.x());
        compute(mu, heldC, heldR);
        isCorrected = true;
    }

    /** The largest residual of optimality for a barrier parameter: of stationarity, of products, and of constraints per {@link #RHO}. */
    double error(double mu) {
        addProximity(mu, bx);
        problem.addJacobianTransposed(point.x(), point.lambda(), point.y(), bx);
        double largest = barrier.complementarity(point, mu);
        for (int i = 0; i < bx.length; i++) {
            if (!bounds.fixed()[i]) {
                largest = Math.max(largest, Math.abs(bx[i] - point.zl()[i] + point.zu()[i]));
            }
        }
        for (int i = 0; i < elastic.length; i++) {
            double multiplier = i < equations
                    ? point.lambda()[i]
                    : i < 2 * equations ? -point.lambda()[i - equations] : point.y()[i - 2 * equations];
            largest = Math.max(
                    largest, Math.max(Math.abs(1 - multiplier - price[i]), Math.abs(elastic[i] * price[i] - mu)));
        }
        residuals(point.s(), elastic);
        for (double residual : c) {
            largest = Math.max(largest, Math.abs(residual) / RHO);
        }
        for (double residual : r) {
            largest = Math.max(largest, Math.abs(residual) / RHO);
        }
        return largest;
    }
}
