package dev.opflow.engine.exago;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final String BRANCH = "0.01 0.1 0.02";

    private static Starts starts(String branch, Initialization asked) {
        return starts(
                branch, SolveOptions.DEFAULT.toBuilder().initialization(asked).build());
    }

    private static Starts starts(String branch, SolveOptions options) {
        return new Starts(AcNetwork.of(Cases.twoBuses(BRANCH, branch)), options);
    }

    @Test
    void beginsFromTheLinearisedProblemAndGoesOnFromTheCase() {
        Starts starts = starts(BRANCH, Initialization.AUTO);
        assertThat(starts.current()).isEqualTo(Initialization.DCOPF);
        assertThat(starts.advance()).isTrue();
        assertThat(starts.current()).isEqualTo(Initialization.FROMFILE);
        assertThat(starts.advance()).isFalse();
        assertThat(starts.current()).isEqualTo(Initialization.FROMFILE);
    }

    @Test
    void doesNotLineariseABranchWithoutReactance() {
        Starts starts = starts("0.01 0 0.02", Initialization.AUTO);
        assertThat(starts.current()).isEqualTo(Initialization.FROMFILE);
        assertThat(starts.advance()).isFalse();
    }

    @Test
    void beginsFromTheCaseWhereExagoCantLinearise() {
        SolveOptions cartesian = SolveOptions.DEFAULT.toBuilder()
                .model(SolveOptions.Model.POWER_BALANCE_CARTESIAN)
                .build();
        SolveOptions losing =
                SolveOptions.DEFAULT.toBuilder().includeLoadlossVariables(true).build();
        assertThat(starts(BRANCH, cartesian).current()).isEqualTo(Initialization.FROMFILE);
        assertThat(starts(BRANCH, losing).current()).isEqualTo(Initialization.FROMFILE);
    }

    @Test
    void aFlatStartIsInTheMiddleOfOutputs() {
        AcOpf problem = new AcOpf(
                AcNetwork.of(Cases.twoBuses("1 50 0 100 -100 1 100 1 200 0;", "1 50 0 60 -100 1 100 1 Inf 0;")),
                true,
                false);
        double[] x = Starts.flat(problem);
        assertThat(x).containsExactly(0, 0, 1, 1, 0, -0.2);
    }

    @Test
    void endsFlatWhereTheCaseIsNot() {
        AcNetwork ac = AcNetwork.of(Cases.twoBuses("1 3 0  0  0 0 1 1 0", "1 3 0  0  0 0 1 1 170"));
        Starts starts = new Starts(ac, SolveOptions.DEFAULT);
        assertThat(starts.advance()).isTrue();
        assertThat(starts.current()).isEqualTo(Initialization.FROMFILE);
        assertThat(starts.advance()).isTrue();
        assertThat(starts.current()).isEqualTo(Initialization.FLATSTART);
        assertThat(starts.advance()).isFalse();

        AcOpf problem = new AcOpf(ac, true, false);
        double angle = Math.toRadians(170);
        assertThat(Starts.point(problem, Initialization.FLATSTART)).startsWith(angle, angle, 1, 1);
        assertThat(Starts.point(problem, Initialization.FROMFILE)).isNull();
    }

    @Test
    void theMiddleIsThatOfVoltagesToo() {
        AcOpf problem = new AcOpf(AcNetwork.of(Cases.twoBuses("1.1 0.9", "1.1 0.96")), true, false);
        assertThat(Starts.point(problem, Initialization.MIDPOINT)).containsExactly(0, 0, 1.03, 1.03, 1, 0);
    }

    @Test
    void aFlatStartLeavesEachReferenceAtItsAngle() {
        AcOpf problem =
                new AcOpf(AcNetwork.of(Cases.twoBuses("2 1 50 10 0 0 1 1 0", "2 3 50 10 0 0 1 1 -5")), true, false);
        assertThat(Starts.flat(problem)).startsWith(0, Math.toRadians(-5));
    }

    @Test
    void keepsToTheStartAskedFor() {
        Starts starts = starts(BRANCH, Initialization.FLATSTART);
        assertThat(starts.current()).isEqualTo(Initialization.FLATSTART);
        assertThat(starts.advance()).isFalse();
    }
}
