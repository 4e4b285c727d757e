package dev.opflow.engine.formulation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is dispatched, outputs of generators and flows of DC lines, as variables that follow the voltages in x, with what they
 * cost. A <em>source</em> gives two powers to two balances, its first and its second. Sources are
 *
 * <ul>
 *   <li>each generator, with its active and reactive output at its bus;
 *   <li>each DC line, with minus its flow at its from bus, and at its to bus what losses in proportion leave of it;
 *   <li>each DC line again, with its reactive power at its from bus and at its to bus.
 * </ul>
 *
 * <p>A <em>power</em> of a source is one variable, or where its cost is piecewise linear, one for each segment: generators in
 * parallel. The cost being convex, the cheapest fill first. The first variables are those of active outputs, then of reactive
 * outputs, flows, reactive powers at from ends, and at to ends, one each; then those of further segments.
 *
 * <p>A dispatchable load at constant power factor has no reactive variable but one that is fixed at zero: its active ones
 * give reactive power besides.
 */
public final class Dispatch {
    private final DispatchData data;
    private final GeneratorData generators;
    private final double constantCost;
    private final CapabilitySides sides;
    private final int limitsAt;
    private final int at;
    /** Of all sources, as are the next three. */
    private final double[] first;

    private final double[] second;
    private final double[] byFirst;
    private final double[] bySecond;
    private double segmentCost;
    private double cost;

    /** @param limitsAt place of the first inequality of a capability curve */
    Dispatch(AcNetwork network, int limitsAt) {
        this.limitsAt = limitsAt;
        data = DispatchData.of(network);
        sides = new CapabilitySides(network);
        generators = network.generators();
        double constant = 0;
        for (CostSegments segments : data.segments()) {
            constant += segments.atZero();
        }
        constantCost = constant;
        at = 2 * network.buses().count();
        first = new double[data.sources()];
        second = new double[data.sources()];
        byFirst = new double[data.sources()];
        bySecond = new double[data.sources()];
    }

    DispatchData data() {
        return data;
    }

    /** The sloped sides of capability curves; their inequalities follow those of branches. */
    public CapabilitySides sides() {
        return sides;
    }

    /** Number of variables. */
    public int count() {
        return data.source().length;
    }

    /** Number of sources. */
    public int sources() {
        return data.sources();
    }

    /** Sum of a power's variables, p.u.; {@code power} is the place of the first of them in x. */
    public double total(double[] x, int power) {
        double sum = x[power];
        for (int k = data.more()[power - at]; k < data.more()[power - at + 1]; k++) {
            sum += x[at + k];
        }
        return sum;
    }

    /** Place in x of the last variable of a power. */
    public int last(int power) {
        int end = data.more()[power - at + 1];
        return end > data.more()[power - at] ? at + end - 1 : power;
    }

    /** Sets the variables of a power so that they sum up to a value within its limits, the first ones first. */
    public void put(double[] x, int power, double value) {
        x[power] = Math.min(value, data.upper()[power - at]);
        double left = value - x[power];
        for (int k = data.more()[power - at]; k < data.more()[power - at + 1]; k++) {
            x[at + k] = Math.min(left, data.upper()[k]);
            left -= x[at + k];
        }
    }

    /** Reactive output of a generator, p.u. */
    public double reactive(double[] x, int generator) {
        return total(x, at + generators.count() + generator)
                + generators.qgPerPg()[generator] * total(x, at + generator);
    }

    /** Places in x of the variables of generators' active outputs. */
    public int[] activeOutputs() {
        return IntStream.range(0, count())
                .filter(k -> data.source()[k] < generators.count() && data.toFirst()[k] != 0)
                .map(k -> at + k)
                .toArray();
    }

    private void sumUp(double[] x) {
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int k = 0; k < count(); k++) {
            int s = data.source()[k];
            first[s] += data.toFirst()[k] * x[at + k];
            second[s] += data.toSecond()[k] * x[at + k];
        }
    }

    /** Takes what is given off the balance, and sets the inequalities of capability curves. */
    void evaluate(double[] x, double[] balance, double[] inequalities) {
        sumUp(x);
        for (int s = 0; s < sources(); s++) {
            balance[data.firstRow()[s]] -= first[s];
            balance[data.secondRow()[s]] -= second[s];
        }
        sides.evaluate(first, second, inequalities, limitsAt);
        computeCosts(x);
    }

    /** Sets the linear change of the inequalities of capability curves along dx. */
    void change(double[] dx, double[] out) {
        sumUp(dx);
        sides.change(first, second, out, limitsAt);
    }

    /** Adds, in the order of {@link #addCurvature}, the {@code J' diag(sigma) J} of the inequalities of capability curves. */
    public void addWeights(double[] sigma, double[] powers) {
        sides.addWeights(sigma, limitsAt, powers);
    }

    private void computeCosts(double[] x) {
        segmentCost = constantCost;
        for (int k = 0; k < count(); k++) {
            segmentCost += data.slope()[k] * x[at + k];
        }
        cost = 0;
        for (int p = 0; p < data.powers(); p++) {
            cost += data.segments()[p].at(total(x, at + p));
        }
        for (int s = 0; s < sources(); s++) {
            double polynomial =
                    data.firstCost().value(s, first[s]) + data.secondCost().value(s, second[s]);
            segmentCost += polynomial;
            cost += polynomial;
        }
    }

    /** What the variables cost, each segment by itself, $/h: as much as {@link #cost} where the cheapest are used first. */
    double segmentCost() {
        return segmentCost;
    }

    /** What the powers cost, $/h. */
    double cost() {
        return cost;
    }

    /** Sets the gradient of the segments' cost, times a factor. */
    void gradient(double[] x, double factor, double[] out) {
        sumUp(x);
        for (int s = 0; s < sources(); s++) {
            byFirst[s] = factor * data.firstCost().slope(s, first[s]);
            bySecond[s] = factor * data.secondCost().slope(s, second[s]);
        }
        for (int k = 0; k < count(); k++) {
            out[at + k] = factor * data.slope()[k];
        }
        spread(out);
    }

    /**
     * Adds the cost's second derivatives, times a factor: by a variable alone, where each power of its source is one variable,
     * else by the powers.
     *
     * @param own by variable
     * @param powers three a source: by its first power, by both, by its second
     */
    void addCurvature(double[] x, double factor, double[] own, double[] powers) {
        sumUp(x);
        for (int s = 0; s < sources(); s++) {
            if (data.segmented()[s]) {
                powers[3 * s] += factor * data.firstCost().curvature(s, first[s]);
                powers[3 * s + 2] += factor * data.secondCost().curvature(s, second[s]);
            }
        }
        for (int k = 0; k < count(); k++) {
            int s = data.source()[k];
            if (!data.segmented()[s]) {
                double a = data.toFirst()[k];
                double b = data.toSecond()[k];
                own[k] += factor
                        * (a * a * data.firstCost().curvature(s, first[s])
                                + b * b * data.secondCost().curvature(s, second[s]));
            }
        }
    }

    /** Adds the gradient of lambda . balance and of y . inequalities. */
    void addGradient(double[] lambda, double[] y, double[] out) {
        for (int s = 0; s < sources(); s++) {
            byFirst[s] = -lambda[data.firstRow()[s]];
            bySecond[s] = -lambda[data.secondRow()[s]];
        }
        sides.addGradient(y, limitsAt, byFirst, bySecond);
        spread(out);
    }

    /** Adds to a gradient by variables what one by powers comes to. */
    private void spread(double[] out) {
        for (int k = 0; k < count(); k++) {
            int s = data.source()[k];
            out[at + k] += data.toFirst()[k] * byFirst[s] + data.toSecond()[k] * bySecond[s];
        }
    }
}
