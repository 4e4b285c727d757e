package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExpressibilityTest {
    private static final String GENERATOR = "1 50 0 100 -100 1 100 1 200 0;";
    private static final String BRANCH = "1 2 0.01 0.1 0.02 90 0 0 0 0 1 -360 360;";
    private static final String COST = "2 0 0 3 0.1 20 5;";

    @Test
    void takesAPlainCase() {
        assertThat(missing(Cases.twoBuses())).isEmpty();
        assertThat(missing(Cases.case9())).isEmpty();
    }

    @Test
    void takesAnglesLimitsAsTheySeldomBind() {
        assertThat(missing(Cases.twoBuses("-360 360", "-30 30"))).isEmpty();
    }

    @Test
    void namesCostsThatExagoWouldMisread() {
        assertThat(missing(Cases.twoBuses(COST, "1 0 0 2 0 0 200 4000;")))
                .containsExactly("generator 1 (bus 1) has a piecewise-linear cost");
        assertThat(missing(Cases.twoBuses(COST, "2 0 0 4 0.001 0.1 20 5;")))
                .containsExactly("generator 1 (bus 1) has a cost of degree 3");
        assertThat(missing(Cases.twoBuses(COST, COST + "\n2 0 0 3 0 1 0;")))
                .containsExactly("generator 1 (bus 1) has a cost of reactive power");
    }

    @Test
    void takesCostsWithNoMoreThanThreeCoefficientsThatCount() {
        assertThat(missing(Cases.twoBuses(COST, "2 0 0 5 0 0 0.1 20 5;"))).isEmpty();
        assertThat(missing(Cases.twoBuses(COST, "2 0 0 2 20 5;"))).isEmpty();
        assertThat(missing(Cases.twoBuses(COST, COST + "\n2 0 0 3 0 0 0;"))).isEmpty();
    }

    @Test
    void namesGeneratorsWithMoreThanBoxLimits() {
        assertThat(missing(Cases.twoBuses(GENERATOR, "1 50 0 100 -100 1 100 1 200 0 10 190 -90 90 -50 50;")))
                .containsExactly("generator 1 (bus 1) has a PQ capability curve (PC1, PC2)");
        assertThat(missing(Cases.twoBuses(
                        GENERATOR, GENERATOR + "\n2 -10 -5 0 -5 1 100 1 0 -10;", COST, COST + "\n2 0 0 3 0 50 0;")))
                .containsExactly("generator 2 (bus 2) is a dispatchable load at constant power factor");
    }

    @Test
    void passesOverWhatIsOutOfService() {
        assertThat(missing(Cases.twoBuses(
                        GENERATOR,
                        GENERATOR + "\n2 0 0 0 0 1 100 0 10 0;",
                        COST,
                        "2 0 0 4 0 0.1 20 5;\n2 0 0 4 0.001 0 0 0;")))
                .isEmpty();
    }

    @Test
    void namesDcLinesInService() {
        String dcline = "mpc.dcline = [\n1 2 %d 10 9 0 0 1 1 0 50 -10 10 -10 10 0 0;\n];\n";

        assertThat(missing(Cases.read(Cases.TWO_BUSES + dcline.formatted(1))))
                .containsExactly("DC line 1 (1-2) is a DC line in service");
        assertThat(missing(Cases.read(Cases.TWO_BUSES + dcline.formatted(0)))).isEmpty();
    }

    @Test
    void namesBusesThatItsReaderWouldRenumber() {
        assertThat(missing(Cases.twoBuses(BRANCH, BRANCH.replace(" 1 -360", " 0 -360"))))
                .containsExactly("bus 1 has no branch in service", "bus 2 has no branch in service");
    }

    @Test
    void namesIslandsWithoutAGenerator() {
        String island = "\n3 1 0 0 0 0 1 1 0 100 1 1.1 0.9;\n4 1 0 0 0 0 1 1 0 100 1 1.1 0.9;";

        assertThat(missing(Cases.twoBuses(
                        "2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;",
                        "2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;" + island,
                        BRANCH,
                        BRANCH + "\n3 4 0.01 0.1 0 0 0 0 0 0 1 -360 360;")))
                .containsExactly(
                        "bus 3 is in an island without a generator in service",
                        "bus 4 is in an island without a generator in service");
    }

    @Test
    void namesASecondReferenceWithoutAGenerator() {
        assertThat(missing(Cases.twoBuses("2 1 50", "2 3 50")))
                .containsExactly("bus 2 is one of several references of its island, but has no generator in service");
    }

    @Test
    void namesBusesWithMoreThanItHasRoomFor() {
        Network crowded = Cases.twoBuses(
                GENERATOR,
                (GENERATOR + "\n").repeat(33),
                COST,
                (COST + "\n").repeat(33),
                BRANCH,
                (BRANCH + "\n").repeat(65));

        assertThat(missing(crowded))
                .containsExactly(
                        "bus 1 has 33 generators, more than 32",
                        "bus 1 has 65 branches, more than 64",
                        "bus 2 has 65 branches, more than 64");
    }

    @Test
    void namesWhatOtherStartsCantTake() {
        assertThat(missing(
                        Cases.twoBuses("0.01 0.1 0.02", "0.01 0 0.02"),
                        options -> options.initialization(Initialization.DCOPF)))
                .containsExactly("branch 1 (1-2) has x = 0, which initialization DCOPF divides by");
        assertThat(missing(
                        Cases.twoBuses(
                                "2 1 50",
                                "2 3 50",
                                GENERATOR,
                                GENERATOR + "\n2 0 0 9 -9 1 100 1 9 0;",
                                COST,
                                COST + COST),
                        options -> options.initialization(Initialization.ACPF)))
                .containsExactly("case has several reference buses or islands, which initialization ACPF can't start");
    }

    @Test
    void namesOptionsThatCantBeHonoured() {
        assertThat(missing(
                        Cases.twoBuses(),
                        options -> options.model(SolveOptions.Model.DCOPF)
                                .useAgc(true)
                                .includeLoadlossVariables(true)))
                .containsExactly(
                        "case asks for option include_loadloss_variables, which this engine does not ask of model"
                                + " DCOPF",
                        "case asks for option use_agc, under which a product of two distances is kept at 0, so neither"
                                + " of them is");
    }

    @Test
    void takesOptionsThatTheCaseCanSay() {
        assertThat(missing(
                        Cases.twoBuses(),
                        options -> options.objective(SolveOptions.Objective.NO_OBJ)
                                .genbusvoltage(SolveOptions.GeneratorBusVoltage.FIXED_AT_SETPOINT)
                                .includeLoadlossVariables(true)
                                .includePowerimbalanceVariables(true)))
                .isEmpty();
        // whatever costs are like when they are not asked for
        assertThat(missing(
                        Cases.twoBuses(COST, "1 0 0 2 0 0 200 4000;"),
                        options -> options.objective(SolveOptions.Objective.MIN_GENSETPOINT_DEVIATION)))
                .isEmpty();
    }

    @Test
    void namesWhatTheCartesianModelPassesOver() {
        UnaryOperator<SolveOptions.Builder> cartesian =
                options -> options.model(SolveOptions.Model.POWER_BALANCE_CARTESIAN);
        assertThat(missing(Cases.twoBuses("1 3 0  0  0 0 1 1 0", "1 3 0  0  0 0 1 1 90"), cartesian))
                .isEmpty();
        assertThat(missing(
                        Cases.twoBuses(
                                "2 1 50 10 0 0 1 1 0",
                                "2 3 50 10 0 0 1 1 90",
                                GENERATOR,
                                GENERATOR + "\n2 0 0 9 -9 1 100 1 9 0;",
                                COST,
                                COST + COST),
                        cartesian))
                .containsExactly("bus 2 has an angle to another reference whose tangent model POWER_BALANCE_CARTESIAN"
                        + " can't keep");
        assertThat(missing(
                        Cases.twoBuses(),
                        options -> options.model(SolveOptions.Model.POWER_BALANCE_CARTESIAN)
                                .initialization(Initialization.ACPF)
                                .includeLoadlossVariables(true)
                                .includePowerimbalanceVariables(true)))
                .containsExactly(
                        "case asks for option initialization ACPF, from which model POWER_BALANCE_CARTESIAN does not"
                                + " start",
                        "case asks for option include_loadloss_variables, of which model POWER_BALANCE_CARTESIAN"
                                + " penalises squares",
                        "case asks for option include_powerimbalance_variables, of which model"
                                + " POWER_BALANCE_CARTESIAN penalises squares");
    }

    /** Of a branch at an isolated bus no limits count, whatever they say: here there would be no room between them. */
    @Test
    void passesOverBranchesAtIsolatedBuses() {
        UnaryOperator<SolveOptions.Builder> dc = options -> options.model(SolveOptions.Model.DCOPF);
        String isolated = "\n3 4 50 10 0 0 1 1 0 100 1 1.1 0.9;";
        String bus = "2 1 50 10 0 0 1 1 0 100 1 1.1 0.9;";
        String roomless = "\n2 %d 0.01 0.1 0 1 0 0 0 0 1 30 60;";

        assertThat(missing(Cases.twoBuses(bus, bus + isolated, BRANCH, BRANCH + roomless.formatted(3)), dc))
                .isEmpty();
        assertThat(missing(Cases.twoBuses(BRANCH, BRANCH + roomless.formatted(1)), dc))
                .containsExactly("branch 2 (2-1) has limits of flow and angle that leave it no room");
    }

    /** They take no part, and ExaGO is never told of them. */
    @Test
    void passesOverGeneratorsAndDcLinesAtIsolatedBuses() {
        String text = Cases.TWO_BUSES
                .replace("1.1 0.9;\n];\nmpc.gen =", "1.1 0.9;\n    3 %d 0 0 0 0 1 1 0 100 1 1.1 0.9;\n];\nmpc.gen =")
                .replace(GENERATOR, GENERATOR + "\n    3 0 0 0 0 1 100 1 10 0;")
                .replace(COST, "2 0 0 4 0 0.1 20 5;\n    2 0 0 4 0.001 0 0 0;")
                .concat("mpc.dcline = [\n1 3 1 10 9 0 0 1 1 0 50 -10 10 -10 10 0 0;\n];\n");

        assertThat(missing(Cases.read(text.formatted(4)))).isEmpty();
        assertThat(missing(Cases.read(text.formatted(2))))
                .containsExactly(
                        "generator 2 (bus 3) has a cost of degree 3", "DC line 1 (1-3) is a DC line in service");
    }

    @Test
    void namesLossesThatExagoWouldMiscount() {
        assertThat(missing(
                        Cases.twoBuses("2 1 50 10", "2 1 50 -10"), options -> options.includeLoadlossVariables(true)))
                .containsExactly("bus 2 has a negative demand, which ExaGO would be paid to lose (option"
                        + " include_loadloss_variables)");
        assertThat(missing(
                        Cases.twoBuses(),
                        options -> options.includeLoadlossVariables(true).initialization(Initialization.DCOPF)))
                .containsExactly("case asks for option initialization DCOPF with include_loadloss_variables, of which"
                        + " ExaGO forgets what it loses");
    }

    private static List<String> missing(Network network) {
        return missing(network, options -> options);
    }

    private static List<String> missing(Network network, UnaryOperator<SolveOptions.Builder> change) {
        SolveOptions options = change.apply(SolveOptions.DEFAULT.toBuilder()).build();
        return Expressibility.missing(network, options).stream()
                .map(Inexpressible::toString)
                .toList();
    }
}
