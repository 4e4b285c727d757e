package dev.opflow.verify;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.BusPower;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of points whose flows are known by hand, see {@link SmallNetworks#twoBus}. */
class VerifierTest {
    private static final double D = Math.asin(0.1);
    private static final double Q = 1000 * (1 - Math.cos(D));

    private Network network = SmallNetworks.twoBus();
    private double objective = 2000;
    private final double[] vm = {1, 1, 0.95};
    private final double[] va = {0, -Math.toDegrees(D), 12};
    private final double[] pg = {100, 0, 0};
    private final double[] qg = {Q, Q, 0};
    /** Of one line: pf, pt, qf, qt. */
    private final double[][] dcLines = new double[4][1];

    private Verification verify() {
        return verify(SolveOptions.DEFAULT);
    }

    private Verification verify(SolveOptions options) {
        int buses = network.buses().size();
        int generators = network.generators().size();
        int lines = network.dcLines().size();
        Solution solution = new Solution(
                objective,
                1,
                1,
                Arrays.copyOf(vm, buses),
                Arrays.copyOf(va, buses),
                Arrays.copyOf(pg, generators),
                Arrays.copyOf(qg, generators),
                new DcLineFlows(
                        Arrays.copyOf(dcLines[0], lines),
                        Arrays.copyOf(dcLines[1], lines),
                        Arrays.copyOf(dcLines[2], lines),
                        Arrays.copyOf(dcLines[3], lines)),
                null);
        return Verifier.verify(network, solution, options, Verifier.TOLERANCE);
    }

    private void assertViolated(Limit... limits) {
        Verification verification = verify();
        assertThat(verification.passed()).isFalse();
        assertThat(verification.violations()).extracting(Violation::limit).containsExactlyInAnyOrder(limits);
    }

    private void assertMessage(String message) {
        assertThat(verify().violations()).extracting(Violation::toString).contains(message);
    }

    @Test
    void passesASolutionAndTellsItsFlows() {
        Verification verification = verify();
        assertThat(verification.violations()).isEmpty();
        assertThat(verification.passed()).isTrue();
        assertThat(verification.tolerance()).isEqualTo(1e-6);
        assertThat(verification.objective()).isEqualTo(2000);
        assertThat(verification.objectiveGap()).isZero();
        assertThat(verification.maxPowerMismatchPu()).isLessThan(1e-13);
        assertThat(verification.maxLimitViolation()).isZero();
        assertThat(verification.flows().pfMw()[0]).isCloseTo(100, within(1e-10));
        assertThat(verification.flows().qfMvar()[0]).isCloseTo(Q, within(1e-10));
        assertThat(verification.flows().ptMw()[0]).isCloseTo(-100, within(1e-10));
        assertThat(verification.flows().qtMvar()[0]).isCloseTo(Q, within(1e-10));
    }

    @Test
    void findsPowerThatIsMissing() {
        pg[0] = 99;
        objective = 1980;
        assertViolated(Limit.ACTIVE_POWER_BALANCE);
        assertMessage("bus 1: lacks 1 MW (missed by 0.01)");
        assertThat(verify().maxPowerMismatchPu()).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void findsReactivePowerThatIsTooMuch() {
        qg[1] += 0.5;
        assertViolated(Limit.REACTIVE_POWER_BALANCE);
        assertMessage("bus 2: has too much, by 0.5 MVAr (missed by 0.005)");
    }

    @Test
    void findsAReferenceThatTurned() {
        va[0] += 1;
        va[1] += 1;
        assertViolated(Limit.REFERENCE_ANGLE);
        assertMessage("bus 1: reference angle is 1 degrees, should be 0 degrees (missed by 0.0175)");
    }

    @Test
    void findsATurnedIslandThatHasNoReferenceBus() {
        // bus 4 has its island's first generator
        network = sketch().reference(1)
                .bus(3)
                .bus(4, BusType.PV)
                .voltage(0.9, 1.1, 1, 5)
                .generator(4, 0, 10, 0, 0)
                .line(3, 4, 0, 0.1, 0)
                .build();
        vm[2] = 1;
        pg[0] = 0;
        qg[0] = 0;
        objective = 0;
        va[1] = 5;
        va[2] = 5;
        assertThat(verify().violations()).isEmpty();
        va[1] = 4;
        va[2] = 4;
        assertMessage("bus 4: reference angle is 4 degrees, should be 5 degrees (missed by 0.0175)");
        assertViolated(Limit.REFERENCE_ANGLE);
    }

    @Test
    void findsVoltagesBeyondTheirLimits() {
        network = SmallNetworks.withVoltage(network, 0, 0.9, 0.99, 0);
        assertViolated(Limit.VMAX);
        assertMessage("bus 1: voltage magnitude is 1 p.u., should be at most 0.99 p.u. (missed by 0.01)");
        assertThat(verify().maxLimitViolation()).isCloseTo(0.01, within(1e-12));
        network = SmallNetworks.withVoltage(network, 0, 1.02, 1.1, 0);
        assertViolated(Limit.VMIN);
        assertMessage("bus 1: voltage magnitude is 1 p.u., should be at least 1.02 p.u. (missed by 0.02)");
    }

    @Test
    void findsOutputsBeyondTheirLimits() {
        network = SmallNetworks.withOutput(network, 0, 0, 98);
        assertViolated(Limit.PMAX);
        assertMessage("generator 1 (bus 1): active output is 100 MW, should be at most 98 MW (missed by 0.02)");
        network = SmallNetworks.withOutput(network, 0, 103, 200);
        assertViolated(Limit.PMIN);
        assertMessage("generator 1 (bus 1): active output is 100 MW, should be at least 103 MW (missed by 0.03)");
    }

    @Test
    void findsReactiveOutputsBeyondTheirLimits() {
        network = NetworkSketch.of(network)
                .generator(1, 0, 0, 1, 2)
                .generator(1, 0, 0, -2, -1)
                .build();
        qg[0] = Q;
        qg[1] = Q;
        assertThat(network.generators()).hasSize(4);
        assertViolated(Limit.QMIN, Limit.QMAX);
        assertMessage("generator 3 (bus 1): reactive output is 0 MVAr, should be at least 1 MVAr (missed by 0.01)");
        assertMessage("generator 4 (bus 1): reactive output is 0 MVAr, should be at most -1 MVAr (missed by 0.01)");
    }

    @Test
    void findsFlowsBeyondTheirRateAtEitherEnd() {
        network = NetworkSketch.of(network).rate(99).build();
        assertViolated(Limit.RATE_A_FROM, Limit.RATE_A_TO);
        // |S|^2 = 100^2 + q^2
        assertThat(verify().violations().getFirst().value()).isCloseTo(Math.hypot(100, Q), within(1e-9));
        assertThat(verify().violations().getFirst().element()).isEqualTo(Element.branch(network, 0));
        assertMessage(
                "branch 1 (1-2): flow at the from end is 100.12555 MVA, should be at most 99 MVA (missed by 0.0113)");
        assertMessage(
                "branch 1 (1-2): flow at the to end is 100.12555 MVA, should be at most 99 MVA (missed by 0.0113)");
        assertThat(verify(SolveOptions.DEFAULT.toBuilder()
                                .ignoreLineflowConstraints(true)
                                .build())
                        .passed())
                .isTrue();
    }

    @Test
    void findsAngleDifferencesBeyondTheirLimits() {
        network = NetworkSketch.of(network).angles(-30, 5).build();
        assertViolated(Limit.ANGMAX);
        assertMessage("branch 1 (1-2): angle difference is 5.73917048 degrees, should be at most 5 degrees (missed by"
                + " 0.0129)");
        network = NetworkSketch.of(network).angles(6, 30).build();
        assertViolated(Limit.ANGMIN);
        assertMessage("branch 1 (1-2): angle difference is 5.73917048 degrees, should be at least 6 degrees (missed by"
                + " 0.00455)");
        network = NetworkSketch.of(network).angles(0, 0).build();
        assertThat(verify().passed()).isTrue();
    }

    @Test
    void findsAnObjectiveThatIsNotTheCost() {
        objective = 2001;
        assertViolated(Limit.OBJECTIVE);
        assertMessage("case: objective is 2001 $/h, should be 2000 $/h (missed by 0.0005)");
        assertThat(verify().objectiveGap()).isEqualTo(0.0005);
    }

    @Test
    void findsVoltagesOfIsolatedBusesThatMoved() {
        network = NetworkSketch.of(network)
                .bus(3, BusType.ISOLATED)
                .load(10, 10)
                .voltage(1, 1.1, 0.95, 12)
                .build();
        assertThat(verify().violations()).isEmpty();
        vm[2] = 0.96;
        assertViolated(Limit.ISOLATED_VM);
        assertMessage("bus 3: voltage magnitude, isolated, is 0.96 p.u., should be 0.95 p.u. (missed by 0.01)");
        vm[2] = 0.95;
        va[2] = 13;
        assertViolated(Limit.ISOLATED_VA);
        assertMessage("bus 3: voltage angle, isolated, is 13 degrees, should be 12 degrees (missed by 0.0175)");
    }

    @Test
    void findsOutputsOfGeneratorsThatTakeNoPart() {
        network = NetworkSketch.of(network)
                .generator(1, 0, 200, -100, 100)
                .cost(5, 8)
                .generatorOutOfService()
                .build();
        assertThat(verify().violations()).isEmpty();
        pg[2] = 1;
        qg[2] = -2;
        assertViolated(Limit.IDLE_PG, Limit.IDLE_QG);
        assertMessage("generator 3 (bus 1): active output, not in service, is 1 MW, should be 0 MW (missed by 0.01)");
        assertMessage(
                "generator 3 (bus 1): reactive output, not in service, is -2 MVAr, should be 0 MVAr (missed by 0.02)");
    }

    @Test
    void countsNoLineThatTakesNoPart() {
        network = NetworkSketch.of(network)
                .bus(3, BusType.ISOLATED)
                .voltage(1, 1.1, 0.95, 12)
                .line(1, 2, 0, 0.1, 0)
                .lineOutOfService()
                .line(1, 3, 0, 0.1, 0)
                .rate(1)
                .build();
        Verification verification = verify();
        assertThat(verification.violations()).isEmpty();
        assertThat(verification.flows().pfMw()).hasSize(3);
        assertThat(verification.flows().pfMw()[1]).isZero();
        assertThat(verification.flows().qtMvar()[2]).isZero();
    }

    @Test
    void countsCostsOfReactivePower() {
        network = NetworkSketch.of(network)
                .cost(NetworkSketch.polynomial(4), NetworkSketch.polynomial(2, 1))
                .build();
        objective = 2000 + 4 + 2 * Q + 1;
        assertThat(verify().violations()).isEmpty();
    }

    @Test
    void passesNothingThatIsNoNumber() {
        for (double[] values : List.of(vm, va, pg, qg)) {
            for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                double kept = values[1];
                values[1] = wrong;
                Verification verification = verify();
                assertThat(verification.passed()).isFalse();
                assertThat(verification.violations())
                        .extracting(Violation::limit)
                        .contains(Limit.FINITE);
                values[1] = kept;
            }
        }
        vm[0] = Double.NaN;
        assertMessage("bus 1: a value is no finite number");
        vm[0] = 1;
        assertThat(verify().passed()).isTrue();
        objective = Double.NaN;
        assertViolated(Limit.OBJECTIVE);
    }

    @Test
    void tellsTheWorstFirst() {
        pg[0] = 99;
        objective = 1990;
        qg[1] += 0.5;
        assertThat(verify().violations())
                .extracting(Violation::limit)
                .containsExactly(Limit.ACTIVE_POWER_BALANCE, Limit.OBJECTIVE, Limit.REACTIVE_POWER_BALANCE);
    }

    @Test
    void passesWhatMissesByLessThanTheTolerance() {
        pg[0] += 0.9e-4;
        objective = network.generators().getFirst().pCost().at(pg[0]);
        assertThat(verify().passed()).isTrue();
        assertThat(verify().maxPowerMismatchPu()).isCloseTo(0.9e-6, within(1e-12));
        pg[0] += 0.2e-4;
        assertThat(verify().passed()).isFalse();
    }

    @Test
    void takesNoSolutionOfAnotherCase() {
        Solution short1 = new Solution(0, 1, 1, new double[1], new double[2], new double[2], new double[2], null);
        assertThatThrownBy(() -> Verifier.verify(network, short1, SolveOptions.DEFAULT, 1e-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("solution has 1 values for 2 elements");
    }

    /** Of a line that takes 20 MW at bus 1, loses 1 MW and 5 % of them, and gives 3 and -2 MVAr. */
    @Test
    void findsFlowsOfDcLinesBeyondTheirLimits() {
        network = NetworkSketch.of(network)
                .dcLine(1, 2)
                .flow(0, 40, 1, 0.05)
                .flowCost(NetworkSketch.polynomial(2, 5))
                .generator(2, -100, 100, 0, 0)
                .build();
        pg[0] = 120;
        pg[2] = -18;
        qg[0] -= 3;
        qg[1] += 2;
        objective = 2400 + 45;
        dcLines[0][0] = 20;
        dcLines[1][0] = 18;
        dcLines[2][0] = 3;
        dcLines[3][0] = -2;
        assertThat(verify().violations()).isEmpty();
        assertDcLine(
                Limit.PFMAX, "active power at the from end is 20 MW, should be at most 15 MW (missed by 0.05)", 0, 15);
        assertDcLine(
                Limit.PFMIN,
                "active power at the from end is 20 MW, should be at least 25 MW (missed by 0.05)",
                25,
                40);
        assertDcLine(
                Limit.PTMAX, "active power at the to end is 18 MW, should be at most -5 MW (missed by 0.23)", -10, -5);
        network = NetworkSketch.of(network).flow(-10, 40, 1, 0.05).build();
        assertThat(verify().violations()).isEmpty();
        network = NetworkSketch.of(network).reactive(4, 5, -1, 0).build();
        assertViolated(Limit.QFMIN, Limit.QTMIN);
        assertMessage("DC line 1 (1-2): reactive power at the from end is 3 MVAr, should be at least 4 MVAr (missed by"
                + " 0.01)");
        assertMessage("DC line 1 (1-2): reactive power at the to end is -2 MVAr, should be at least -1 MVAr (missed by"
                + " 0.01)");
        network = NetworkSketch.of(network).reactive(0, 1, -6, -4).build();
        assertViolated(Limit.QFMAX, Limit.QTMAX);
        network = NetworkSketch.of(network).reactive(-9, 9, -9, 9).build();
        dcLines[1][0] = 19;
        assertViolated(Limit.PT, Limit.ACTIVE_POWER_BALANCE);
        assertMessage("DC line 1 (1-2): active power at the to end, after losses, is 19 MW, should be 18 MW (missed by"
                + " 0.01)");
        dcLines[1][0] = Double.NaN;
        assertThat(verify().violations()).extracting(Violation::limit).contains(Limit.FINITE, Limit.PT);
    }

    private void assertDcLine(Limit limit, String message, double pminMw, double pmaxMw) {
        network = NetworkSketch.of(network).flow(pminMw, pmaxMw, 1, 0.05).build();
        assertViolated(limit);
        assertMessage("DC line 1 (1-2): " + message);
    }

    /** A negative limit is one of what arrives: 30 MW come to bus 1 of 31 MW and 5 % more that bus 2 gives. */
    @Test
    void findsFlowsThatRunBackBeyondTheirLimitsAtTheToEnd() {
        network = NetworkSketch.of(network)
                .dcLine(1, 2)
                .flow(-30, 0, 1, 0.05)
                .generator(2, -100, 100, 0, 0)
                .build();
        pg[0] = 70;
        dcLines[0][0] = -30;
        dcLines[1][0] = -30 - (1 - 1.5);
        pg[2] = 29.5;
        objective = 1400;
        assertThat(verify().violations()).isEmpty();
        network = NetworkSketch.of(network).flow(-29, 0, 1, 0.05).build();
        assertViolated(Limit.PTMIN);
        assertMessage(
                "DC line 1 (1-2): active power at the to end is -29.5 MW, should be at least -29 MW (missed by 0.005)");
    }

    @Test
    void findsFlowsOfDcLinesThatTakeNoPart() {
        network = NetworkSketch.of(network)
                .dcLine(1, 2)
                .flow(5, 10, 1, 0)
                .dcLineOutOfService()
                .build();
        assertThat(verify().violations()).isEmpty();
        dcLines[0][0] = 1;
        dcLines[3][0] = -2;
        assertViolated(Limit.IDLE_FLOW, Limit.IDLE_REACTIVE_FLOW);
        assertMessage("DC line 1 (1-2): flow, not in service, is 1 MW, should be 0 MW (missed by 0.01)");
        assertMessage("DC line 1 (1-2): reactive flow, not in service, is -2 MVAr, should be 0 MVAr (missed by 0.02)");
    }

    @Test
    void takesNoSolutionWithoutItsDcLines() {
        network = NetworkSketch.of(network).dcLine(1, 2).build();
        Solution without = new Solution(0, 1, 1, new double[2], new double[2], new double[2], new double[2], null);
        assertThatThrownBy(() -> Verifier.verify(network, without, SolveOptions.DEFAULT, 1e-6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("solution has 0 values for 1 elements");
    }

    @Test
    void judgesNoCaseWithConstraintsOfItsOwn() {
        network = new Network(
                network.name(),
                network.baseMva(),
                network.buses(),
                network.generators(),
                network.branches(),
                network.dcLines(),
                List.of("softlims"));
        assertViolated(Limit.UNMODELLED);
        assertMessage("field softlims: the recomputation does not model it");
    }

    @Test
    void judgesNoOptionThatMakesItAnotherProblem() {
        SolveOptions options = SolveOptions.DEFAULT.toBuilder()
                .genbusvoltage(SolveOptions.GeneratorBusVoltage.FIXED_WITHIN_QBOUNDS)
                .useAgc(true)
                .allowLineflowViolation(true)
                .build();
        assertThat(verify(options).violations())
                .extracting(Violation::toString)
                .containsExactly(
                        "option genbusvoltage: the recomputation does not model it",
                        "option use_agc: the recomputation does not model it",
                        "option allow_lineflow_violation: the recomputation does not model it");
    }

    private static final SolveOptions LOSING = SolveOptions.DEFAULT.toBuilder()
            .includeLoadlossVariables(true)
            .loadlossPenalty(30)
            .build();
    private static final SolveOptions MISSING = SolveOptions.DEFAULT.toBuilder()
            .includePowerimbalanceVariables(true)
            .powerimbalancePenalty(50)
            .build();

    /** The usual point of a network that asks for so much more at bus 2. */
    private Verification verify(
            SolveOptions options, double extraMw, double extraMvar, BusPower lost, BusPower missed) {
        Network more = SmallNetworks.withLoad(network, 1, 100 + extraMw, extraMvar);
        Solution solution = new Solution(
                objective,
                1,
                1,
                Arrays.copyOf(vm, 2),
                Arrays.copyOf(va, 2),
                Arrays.copyOf(pg, 2),
                Arrays.copyOf(qg, 2),
                DcLineFlows.zero(0),
                null,
                lost,
                missed);
        return Verifier.verify(more, solution, options, Verifier.TOLERANCE);
    }

    private static BusPower atBus2(double mw, double mvar) {
        return new BusPower(new double[] {0, mw}, new double[] {0, mvar});
    }

    private static List<Limit> limits(Verification verification) {
        return verification.violations().stream().map(Violation::limit).toList();
    }

    @Test
    void countsDemandThatIsNotServed() {
        objective = 2000 + 30 * (20 + 5);
        assertThat(limits(verify(LOSING, 20, 5, atBus2(20, 5), null))).isEmpty();
        // a hair too much or too little of either is a mismatch
        assertThat(limits(verify(LOSING, 20, 5, atBus2(20.002, 5), null)))
                .containsExactlyInAnyOrder(Limit.ACTIVE_POWER_BALANCE, Limit.OBJECTIVE);
        assertThat(limits(verify(LOSING, 20, 5, atBus2(20, 4.998), null)))
                .containsExactlyInAnyOrder(Limit.REACTIVE_POWER_BALANCE, Limit.OBJECTIVE);
        assertThat(limits(verify(LOSING, 20, 5, null, null)))
                .contains(Limit.ACTIVE_POWER_BALANCE, Limit.REACTIVE_POWER_BALANCE);
        objective = 2000;
        assertThat(limits(verify(LOSING, 20, 5, atBus2(20, 5), null))).containsExactly(Limit.OBJECTIVE);
    }

    @Test
    void countsNoLossThatWasNotAllowed() {
        assertThat(limits(verify(SolveOptions.DEFAULT, 20, 5, atBus2(20, 5), null)))
                .containsExactlyInAnyOrder(Limit.ACTIVE_POWER_BALANCE, Limit.REACTIVE_POWER_BALANCE);
        assertThat(limits(verify(SolveOptions.DEFAULT, 20, 5, null, atBus2(-20, -5))))
                .containsExactlyInAnyOrder(Limit.ACTIVE_POWER_BALANCE, Limit.REACTIVE_POWER_BALANCE);
    }

    @Test
    void findsMoreLossThanDemand() {
        // generators give less, as if bus 2 gave itself: 105 MW of 100, and 5 MVAr of none
        objective = 2000 + 30 * (105 + 5);
        assertThat(limits(verify(LOSING, 0, 0, atBus2(105, 5), null)))
                .contains(Limit.LOADLOSS_PMAX, Limit.LOADLOSS_QMAX);
        assertThat(limits(verify(LOSING, 0, 0, atBus2(-1, -1), null)))
                .contains(Limit.LOADLOSS_PMIN, Limit.LOADLOSS_QMIN);
        assertThat(verify(LOSING, 0, 0, atBus2(105, 0), null).violations())
                .extracting(Violation::toString)
                .contains("bus 2: active load loss is 105 MW, should be at most 100 MW (missed by 0.05)");
        assertThat(limits(verify(LOSING, -200, -5, atBus2(-150, -5), null)))
                .as("a negative demand can't be lost")
                .contains(Limit.LOADLOSS_PMIN, Limit.LOADLOSS_QMIN);
        assertThat(limits(verify(LOSING, 0, 0, atBus2(Double.NaN, 0), null))).contains(Limit.FINITE);
    }

    @Test
    void countsPowerFromAndToNowhere() {
        objective = 2000 + 50 * (20 + 5);
        // bus 2 asks for 20 MW more, which come from nowhere, and gives 5 MVAr that vanish
        assertThat(limits(verify(MISSING, 20, -5, null, atBus2(-20, 5)))).isEmpty();
        assertThat(limits(verify(MISSING, 20, -5, null, atBus2(20, -5))))
                .contains(Limit.ACTIVE_POWER_BALANCE, Limit.REACTIVE_POWER_BALANCE);
        assertThat(limits(verify(MISSING, 20, -5, null, atBus2(-20.002, 5))))
                .containsExactlyInAnyOrder(Limit.ACTIVE_POWER_BALANCE, Limit.OBJECTIVE);
        assertThat(limits(verify(MISSING, 20, -5, null, atBus2(Double.NaN, 0)))).contains(Limit.FINITE);
        objective = 2000;
        assertThat(limits(verify(MISSING, 20, -5, null, atBus2(-20, 5)))).containsExactly(Limit.OBJECTIVE);
    }

    @Test
    void takesNoLossOfAnotherCase() {
        assertThatThrownBy(() -> verify(LOSING, 0, 0, new BusPower(new double[2], new double[3]), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("solution has 3 values for 2 elements");
    }

    @Test
    void findsGeneratorBusesOffTheirSetPoints() {
        SolveOptions fixed = SolveOptions.DEFAULT.toBuilder()
                .genbusvoltage(SolveOptions.GeneratorBusVoltage.FIXED_AT_SETPOINT)
                .build();
        // both set-points are 1 p.u.
        assertThat(verify(fixed).violations()).isEmpty();
        vm[0] = 1.001;
        assertThat(verify(fixed).violations())
                .extracting(Violation::toString)
                .contains("bus 1: voltage magnitude of a generator bus is 1.001 p.u., should be 1 p.u. (missed by"
                        + " 0.001)");
    }

    /** Of a generator that gives q = 5.01 MVAr at bus 2, at no active output. */
    @Test
    void findsOutputsBeyondACapabilityCurve() {
        // at 0 MW the sides are at 6 and -6 MVAr
        assertThat(verifyCurve(-10, 10, -8, 8, -4, 4).violations()).isEmpty();
        // at 0 MW the upper side is at 5 MVAr, and falls by 1 MVAr a MW
        Verification upper = verifyCurve(-10, 10, -20, 15, -20, -5);
        assertThat(upper.violations()).extracting(Violation::limit).containsExactly(Limit.QMAX_AT_PG);
        assertThat(upper.violations().getFirst().bound()).isCloseTo(5, within(1e-12));
        assertThat(upper.violations().getFirst().excess()).isCloseTo((Q - 5) / Math.sqrt(2) / 100, within(1e-12));
        assertThat(upper.maxLimitViolation()).isCloseTo((Q - 5) / Math.sqrt(2) / 100, within(1e-12));
        // at 0 MW the lower side is at 6 MVAr
        Verification lower = verifyCurve(-10, 10, 3, 20, 9, 20);
        assertThat(lower.violations()).extracting(Violation::limit).containsExactly(Limit.QMIN_AT_PG);
        assertThat(lower.violations().getFirst().bound()).isCloseTo(6, within(1e-12));
        // like active outputs are no curve
        assertThat(verifyCurve(10, 10, 0, 0, 0, 0).violations()).isEmpty();
    }

    private Verification verifyCurve(
            double pc1, double pc2, double qc1min, double qc1max, double qc2min, double qc2max) {
        Network curved = NetworkSketch.of(SmallNetworks.twoBus())
                .capability(new Generator.CapabilityCurve(pc1, pc2, qc1min, qc1max, qc2min, qc2max))
                .build();
        Solution solution = new Solution(
                objective,
                1,
                1,
                new double[] {1, 1},
                Arrays.copyOf(va, 2),
                Arrays.copyOf(pg, 2),
                Arrays.copyOf(qg, 2),
                null);
        return Verifier.verify(curved, solution, SolveOptions.DEFAULT, Verifier.TOLERANCE);
    }

    @Test
    void findsDispatchableLoadsOffTheirPowerFactor() {
        // 40 MW with 30 MVAr at the corner; of 10 MW it may take 7.5 MVAr, which others give
        network = sketch().reference(1)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 0)
                .generator(1, -40, 0, -30, 0)
                .build();
        pg[0] = 10;
        pg[1] = -10;
        qg[0] = 7.5;
        qg[1] = -7.5;
        objective = 200;
        assertThat(verify().violations()).isEmpty();
        qg[0] = 5;
        qg[1] = -5;
        assertViolated(Limit.POWER_FACTOR);
        // tan = 3/4, cos = 4/5
        assertMessage(
                "generator 2 (bus 1): reactive power of a dispatchable load is -5 MVAr, should be -7.5 MVAr (missed by"
                        + " 0.02)");
    }

    @Test
    void passesNoPriceThatIsNoNumber() {
        for (int k = 0; k < 12; k++) {
            double[][] prices = new double[12][];
            for (int i = 0; i < prices.length; i++) {
                prices[i] = new double[i < 8 ? 2 : 1];
            }
            Arrays.fill(prices[0], 20);
            prices[4][1] = 20;
            assertThat(verify(prices).violations()).isEmpty();
            prices[k][0] = Double.NaN;
            assertThat(verify(prices).violations()).extracting(Violation::limit).contains(Limit.FINITE);
        }
    }

    private Verification verify(double[][] m) {
        Multipliers multipliers =
                new Multipliers(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]);
        Solution solution = new Solution(
                objective,
                1,
                1,
                Arrays.copyOf(vm, 2),
                Arrays.copyOf(va, 2),
                Arrays.copyOf(pg, 2),
                Arrays.copyOf(qg, 2),
                multipliers);
        return Verifier.verify(network, solution, SolveOptions.DEFAULT, Verifier.TOLERANCE);
    }

    @Test
    void keepsWhateverAnIsolatedBusHas() {
        network = NetworkSketch.of(network)
                .bus(3, BusType.ISOLATED)
                .voltage(1, 1.1, Double.NaN, Double.NEGATIVE_INFINITY)
                .build();
        vm[2] = Double.NaN;
        va[2] = Double.NEGATIVE_INFINITY;
        assertThat(verify().violations()).isEmpty();
        vm[2] = 1;
        va[2] = 0;
        assertViolated(Limit.ISOLATED_VM, Limit.ISOLATED_VA);
    }

    @Test
    void listsNoMoreThanAThousand() {
        NetworkSketch sketch = sketch().reference(1);
        for (int i = 2; i < 1200; i++) {
            sketch.bus(i).load(1, 1);
        }
        Network many = sketch.build();
        double[] ones = new double[1199];
        Arrays.fill(ones, 1);
        Solution solution = new Solution(0, 1, 1, ones, new double[1199], new double[0], new double[0], null);
        assertThat(Verifier.verify(many, solution, SolveOptions.DEFAULT, 1e-6).violations())
                .hasSize(1000);
    }
}
