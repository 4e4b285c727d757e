package dev.opflow.engine.formulation;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Objective;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OptionLimitsTest {
    private static List<String> missing(Network network, UnaryOperator<SolveOptions.Builder> change) {
        SolveOptions options = change.apply(SolveOptions.DEFAULT.toBuilder()).build();
        return OptionLimits.missing(network, options).stream()
                .map(Inexpressible::toString)
                .toList();
    }

    @Test
    void saysOfEachOptionWhyItCantBeHonoured() {
        assertThat(missing(
                        SmallNetworks.twoBus(),
                        options -> options.genbusvoltage(GeneratorBusVoltage.FIXED_WITHIN_QBOUNDS)
                                .useAgc(true)
                                .hasGensetpoint(true)
                                .allowLineflowViolation(true)))
                .containsExactly(
                        "case asks for option genbusvoltage FIXED_WITHIN_QBOUNDS, under which a product of two"
                                + " distances is kept at 0, so neither of them is, and VMIN and VMAX of generator buses"
                                + " are not kept",
                        "case asks for option use_agc, under which a product of two distances is kept at 0, so neither"
                                + " of them is",
                        "case asks for option has_gensetpoint, which changes nothing without objective"
                                + " MIN_GENSETPOINT_DEVIATION",
                        "case asks for option allow_lineflow_violation, which no engine here can honour");
    }

    @Test
    void refusesAPenaltyForWhatIsNotAskedFor() {
        assertThat(missing(
                        SmallNetworks.twoBus(),
                        options -> options.loadlossPenalty(7)
                                .powerimbalancePenalty(8)
                                .lineflowviolationPenalty(9)))
                .containsExactly(
                        "case asks for option loadloss_penalty, which changes nothing without"
                                + " include_loadloss_variables",
                        "case asks for option powerimbalance_penalty, which changes nothing without"
                                + " include_powerimbalance_variables",
                        "case asks for option lineflowviolation_penalty, which changes nothing without"
                                + " allow_lineflow_violation");
    }

    @Test
    void takesWhatACaseCanSay() {
        assertThat(missing(
                        SmallNetworks.twoBus(),
                        options -> options.genbusvoltage(GeneratorBusVoltage.FIXED_AT_SETPOINT)
                                .objective(Objective.MIN_GENSETPOINT_DEVIATION)
                                .hasGensetpoint(true)
                                .includeLoadlossVariables(true)
                                .loadlossPenalty(7)
                                .includePowerimbalanceVariables(true)
                                .powerimbalancePenalty(8)))
                .isEmpty();
    }

    @Test
    void namesSetPointsThatAVoltageCantHave() {
        // set-points of a sketch are 1 p.u.
        Network outside = NetworkSketch.of(SmallNetworks.twoBus())
                .bus(3)
                .voltage(1.02, 1.05)
                .generator(3, 0, 10, 0, 0)
                .generator(1, 0, 10, 0, 0)
                .generatorOutOfService()
                .build();

        assertThat(missing(outside, options -> options.genbusvoltage(GeneratorBusVoltage.FIXED_AT_SETPOINT)))
                .containsExactly("generator 3 (bus 3) has a set-point, VG = 1.0, outside of VMIN and VMAX");
        assertThat(missing(outside, options -> options)).isEmpty();
    }

    @Test
    void namesADeviationFromNowhere() {
        Network open = sketch().reference(1)
                .generator(1, 5, Double.POSITIVE_INFINITY, 0, 0)
                .build();

        assertThat(missing(open, options -> options.objective(Objective.MIN_GENSETPOINT_DEVIATION)))
                .containsExactly("generator 1 (bus 1) has neither a set-point within its limits nor a middle of them");
    }
}
