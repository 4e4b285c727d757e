package dev.opflow.engine.formulation;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Objective;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PosedCaseTest {
    private static PosedCase posed(Network network, UnaryOperator<SolveOptions.Builder> change) {
        return new PosedCase(
                network, change.apply(SolveOptions.DEFAULT.toBuilder()).build());
    }

    @Test
    void leavesACaseAsItIsWhereOptionsSayNothing() {
        Network network = SmallNetworks.allKinds();
        PosedCase posed = posed(network, options -> options);

        assertThat(posed.plain()).isSameAs(network);
        assertThat(posed.whole()).isSameAs(network);
        assertThat(posed.isFree()).isFalse();
    }

    @Test
    void fixesVoltagesWhereGeneratorsRun() {
        Network network = sketch().reference(1)
                .generator(1, 0, 10, 0, 0)
                .bus(2)
                .generator(2, 0, 10, 0, 0)
                .generatorOutOfService()
                .build();

        Network plain = posed(network, options -> options.genbusvoltage(GeneratorBusVoltage.FIXED_AT_SETPOINT))
                .plain();

        Bus fixed = plain.buses().getFirst();
        assertThat(new double[] {fixed.vminPu(), fixed.vmPu(), fixed.vmaxPu()}).containsOnly(1);
        assertThat(plain.buses().getLast()).isEqualTo(network.buses().getLast());
    }

    @Test
    void costsNothingWithoutObjective() {
        PosedCase posed = posed(SmallNetworks.allKinds(), options -> options.objective(Objective.NO_OBJ));

        assertThat(posed.isFree()).isTrue();
        for (Generator generator : posed.plain().generators()) {
            assertThat(generator.pCost().at(17)).isZero();
            assertThat(generator.qCost()).isNull();
        }
    }

    @Test
    void costsTheSquareOfADeviation() {
        // set-points: none within the limits of the first, so their middle, 150 MW; 0 MW for the second
        Network network = sketch().reference(1)
                .generator(1, 100, 200, 0, 0)
                .generator(1, 0, 200, 0, 0)
                .build();

        Network plain = posed(network, options -> options.objective(Objective.MIN_GENSETPOINT_DEVIATION))
                .plain();

        assertThat(plain.generators().getFirst().pCost().at(170)).isCloseTo(0.2 * 0.2, within(1e-12));
        assertThat(plain.generators().getLast().pCost().at(170)).isCloseTo(1.7 * 1.7, within(1e-12));
    }

    @Test
    void addsGeneratorsForDemandThatMayBeLost() {
        Network network = sketch().reference(1)
                .load(-5, 3)
                .bus(2)
                .load(50, -10)
                .bus(3)
                .load(-1, -1)
                .bus(4, BusType.ISOLATED)
                .load(7, 7)
                .build();

        PosedCase posed =
                posed(network, options -> options.includeLoadlossVariables(true).loadlossPenalty(30));

        assertThat(posed.plain()).isSameAs(network);
        assertThat(posed.slacks())
                .containsExactly(
                        new PosedCase.Slack(PosedCase.Meaning.LOADLOSS, 0),
                        new PosedCase.Slack(PosedCase.Meaning.LOADLOSS, 1));
        Generator first = posed.whole().generators().getFirst();
        Generator second = posed.whole().generators().getLast();
        assertThat(first.bus()).isEqualTo(1);
        assertThat(limits(first)).containsExactly(0, 0, 0, 3);
        assertThat(second.bus()).isEqualTo(2);
        assertThat(limits(second)).containsExactly(0, 50, 0, 0);
        assertThat(second.pCost().at(2)).isEqualTo(60);
        assertThat(first.qCost().at(2)).isEqualTo(60);
    }

    private static double[] limits(Generator g) {
        return new double[] {g.pminMw(), g.pmaxMw(), g.qminMvar(), g.qmaxMvar()};
    }

    @Test
    void addsGeneratorsForPowerFromAndToNowhere() {
        PosedCase posed = posed(
                sketch().reference(1).build(),
                options -> options.includePowerimbalanceVariables(true).powerimbalancePenalty(7));

        double inf = Double.POSITIVE_INFINITY;
        assertThat(posed.whole().generators().stream().map(PosedCaseTest::limits))
                .containsExactly(
                        new double[] {0, inf, 0, inf}, new double[] {-inf, 0, 0, 0}, new double[] {0, 0, -inf, 0});
        assertThat(posed.whole().generators().get(0).pCost().at(2)).isEqualTo(14);
        assertThat(posed.whole().generators().get(1).pCost().at(-2)).isEqualTo(14);
        assertThat(posed.whole().generators().get(2).qCost().at(-2)).isEqualTo(14);
        // none may be taken for a dispatchable load that keeps a power factor
        assertThat(posed.whole().generators())
                .noneMatch(g -> g.isDispatchableLoad() && (g.qminMvar() == 0) != (g.qmaxMvar() == 0));
    }

    /** Whatever was minimised, and whatever came from nowhere and went back to it besides, as it may where that costs little. */
    @ParameterizedTest
    @EnumSource(Objective.class)
    void givesTheSolutionBackAsItWasAskedFor(Objective objective) {
        Network network = sketch().reference(1)
                .load(50, 10)
                .generator(1, 0, 200, -100, 100)
                .cost(20, 5)
                .build();
        PosedCase posed = posed(
                network,
                options -> options.objective(objective)
                        .includeLoadlossVariables(true)
                        .includePowerimbalanceVariables(true)
                        .loadlossPenalty(10)
                        .powerimbalancePenalty(100));
        // the generator; 3 MW, 4 MVAr lost; 1 MW from nowhere, 2 MW to it; 5 MVAr from nowhere, 7 MVAr to it
        double[] pg = {48, 3, 1, -2, 0};
        double[] qg = {8, 4, 5, 0, -7};

        Solution solution = posed.solution(new Solution(0, 9, 2, new double[] {1}, new double[] {0}, pg, qg, null));

        assertThat(solution.pgMw()).containsExactly(48);
        assertThat(solution.qgMvar()).containsExactly(8);
        assertThat(solution.loadloss().mw()).containsExactly(3);
        assertThat(solution.loadloss().mvar()).containsExactly(4);
        assertThat(solution.imbalance().mw()).containsExactly(1);
        assertThat(solution.imbalance().mvar()).containsExactly(2);
        assertThat(solution.objective()).isEqualTo(20 * 48 + 5 + 10 * (3 + 4) + 100 * (1 + 2));
        assertThat(posed.isFree()).isFalse();
    }
}
