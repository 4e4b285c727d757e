package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.SolveOptions.Objective;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That each option which a real ExaGO honours has the effect that theory says, and the embedded engine's too. */
class ExagoOptionsIT {
    /** A generator of 30 MW, without losses between it and a demand of 50 MW and 10 MVAr. */
    private static final Network SHORT = Cases.twoBuses(
            "1 50 0 100 -100 1 100 1 200 0;", "1 30 0 100 -100 1.03 100 1 30 0;", "0.01 0.1 0.02", "0 0.1 0");

    private static final double COST_OF_30_MW = 0.1 * 30 * 30 + 20 * 30 + 5;

    private static ExagoEngine engine;

    @BeforeAll
    static void findInstallation() {
        engine = new ExagoEngine(ExagoEngineIT.home());
        Optional<String> absence = engine.absence();
        absence.ifPresent(reason -> System.out.println("Skipped ExagoOptionsIT, as ExaGO is absent: " + reason
                + ". To run it: ./mvnw verify -Dit.test=ExagoOptionsIT -Dopflow.exago.home=DIR"));
        assumeTrue(absence.isEmpty(), () -> "ExaGO is absent: " + absence.orElseThrow());
    }

    private static SolveOptions with(UnaryOperator<SolveOptions.Builder> change) {
        return change.apply(SolveOptions.DEFAULT.toBuilder()).build();
    }

    /** The solution, which a verification has to pass. */
    private static Solution solved(OpfEngine engine, Network network, SolveOptions options) {
        EngineAnswer answer = engine.solve(network, options, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        Solution solution = ((EngineAnswer.Converged) answer).solution();
        assertThat(Verifier.verify(network, solution, options, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        return solution;
    }

    /** ExaGO's solution, which costs what the embedded engine's does. */
    private static Solution agreed(Network network, SolveOptions options) {
        Solution solution = solved(engine, network, options);
        assertThat(solution.objective())
                .isCloseTo(solved(new InteriorEngine(), network, options).objective(), withinPercentage(1e-4));
        return solution;
    }

    @Test
    void isInfeasibleWithoutAnyOfThem() {
        assertThat(engine.solve(SHORT, SolveOptions.DEFAULT, Deadline.never())).isInstanceOf(Outcome.Infeasible.class);
    }

    @Test
    void losesTheDemandThatCantBeMetAtItsPenalty() {
        Solution solution = agreed(
                SHORT, with(options -> options.includeLoadlossVariables(true).loadlossPenalty(700)));

        assertThat(solution.loadloss().mw()).containsExactly(new double[] {0, 20}, within(1e-4));
        assertThat(solution.loadloss().mvar()).containsExactly(new double[] {0, 0}, within(1e-4));
        assertThat(solution.imbalance()).isNull();
        assertThat(solution.objective()).isCloseTo(COST_OF_30_MW + 700 * 20, withinPercentage(1e-5));
        // one more MW of demand would be lost
        assertThat(solution.multipliers().lamP()).containsExactly(new double[] {700, 700}, within(0.1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Initialization.class,
            names = {"AUTO", "FROMFILE", "MIDPOINT", "FLATSTART", "ACPF"})
    void losesTheSameFromEveryStart(Initialization start) {
        SolveOptions options = with(o -> o.includeLoadlossVariables(true).initialization(start));

        assertThat(solved(engine, SHORT, options).objective())
                .isCloseTo(COST_OF_30_MW + 1000 * 20, withinPercentage(1e-5));
    }

    @Test
    void takesFromNowhereWhatCantBeMet() {
        SolveOptions options = with(o -> o.includePowerimbalanceVariables(true).powerimbalancePenalty(5000));
        Solution solution = agreed(SHORT, options);

        assertThat(solution.imbalance().mw()[0] + solution.imbalance().mw()[1]).isCloseTo(-20, within(1e-4));
        assertThat(solution.objective()).isCloseTo(COST_OF_30_MW + 5000 * 20, withinPercentage(1e-5));
    }

    @Test
    void choosesTheCheaperOfLossAndImbalance() {
        SolveOptions options = with(o -> o.includeLoadlossVariables(true)
                .includePowerimbalanceVariables(true)
                .loadlossPenalty(900)
                .powerimbalancePenalty(800));
        Solution solution = agreed(SHORT, options);

        assertThat(solution.loadloss().mw()).containsExactly(new double[] {0, 0}, within(1e-4));
        assertThat(solution.objective()).isCloseTo(COST_OF_30_MW + 800 * 20, withinPercentage(1e-5));
    }

    @Test
    void missesAndLosesNothingWhereNothingHasTo() {
        SolveOptions options = with(o -> o.includeLoadlossVariables(true).includePowerimbalanceVariables(true));

        assertThat(agreed(Cases.case9(), options).objective()).isCloseTo(5296.686, withinPercentage(1e-4));
    }

    /** Prices of 20 $/MWh are less than round-off of such penalties, and the objective still is that of the solution. */
    @ParameterizedTest
    @ValueSource(doubles = {10_000, 100_000, 1e7})
    void findsPricesBesidesPenaltiesHoweverLarge(double penalty) {
        SolveOptions options = with(o -> o.includePowerimbalanceVariables(true).powerimbalancePenalty(penalty));

        Solution solution = solved(engine, Cases.case9(), options);

        Solution usual = solved(engine, Cases.case9(), SolveOptions.DEFAULT);
        assertThat(solution.objective()).isCloseTo(usual.objective(), withinPercentage(1e-4));
        assertThat(solution.multipliers().lamP())
                .containsExactly(usual.multipliers().lamP(), within(1e-2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"POWER_BALANCE_POLAR", "POWER_BALANCE_CARTESIAN"})
    void fixesVoltagesAtSetPoints(Model model) {
        SolveOptions options = with(o -> o.model(model).genbusvoltage(GeneratorBusVoltage.FIXED_AT_SETPOINT));
        Network network = Cases.twoBuses("1 50 0 100 -100 1 100", "1 50 0 100 -100 1.04 100");

        Solution solution = solved(engine, network, options);

        // more voltage would cost less, as there are losses
        assertThat(solution.vmPu()[0]).isCloseTo(1.04, within(1e-9));
        assertThat(solved(engine, network, SolveOptions.DEFAULT).vmPu()[0]).isCloseTo(1.1, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"POWER_BALANCE_POLAR", "POWER_BALANCE_CARTESIAN"})
    void findsAnyPointWithoutObjective(Model model) {
        Solution solution =
                solved(engine, Cases.case9(), with(o -> o.model(model).objective(Objective.NO_OBJ)));

        assertThat(solution.objective()).isGreaterThan(5297);
        assertThat(solution.multipliers()).isNull();
    }

    /** Without losses three like generators share by equal parts what their set-points miss. */
    @ParameterizedTest
    @EnumSource(
            value = Model.class,
            names = {"POWER_BALANCE_POLAR", "POWER_BALANCE_CARTESIAN"})
    void deviatesFromSetPointsByEqualParts(Model model) {
        Network network = Cases.twoBuses(
                "1 50 0 100 -100 1 100 1 200 0;",
                "1 10 0 100 -100 1 100 1 200 0;\n1 20 0 100 -100 1 100 1 200 0;\n1 5 0 100 -100 1 100 1 200 0;",
                "2 0 0 3 0.1 20 5;",
                "2 0 0 3 0.1 20 5;\n2 0 0 3 0 90 0;\n2 0 0 3 0 10 0;",
                "0.01 0.1 0.02",
                "0 0.1 0");
        SolveOptions options = with(o -> o.model(model).objective(Objective.MIN_GENSETPOINT_DEVIATION));

        Solution solution = solved(engine, network, options);

        assertThat(solution.pgMw()).containsExactly(new double[] {15, 25, 10}, within(1e-3));
        assertThat(solution.multipliers()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Initialization.class,
            names = {"AUTO", "FROMFILE", "MIDPOINT", "FLATSTART"})
    void findsTheSameOptimumInCartesianCoordinates(Initialization start) {
        SolveOptions options = with(o -> o.model(Model.POWER_BALANCE_CARTESIAN).initialization(start));

        Solution solution = solved(engine, Cases.case9(), options);

        Solution polar = solved(engine, Cases.case9(), SolveOptions.DEFAULT);
        assertThat(solution.objective()).isCloseTo(polar.objective(), withinPercentage(1e-5));
        assertThat(solution.multipliers().lamP())
                .containsExactly(polar.multipliers().lamP(), within(1e-2));
    }
}
