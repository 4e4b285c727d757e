package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.check.NetworkCheck;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Real grids under stress: solved where the stress is mild, else solved or diagnosed, and no other start knows better. */
class PglibStressIT {
    private static final int STRESSES = 6;
    /** Of 27 grids, six times stressed; where an outage leaves an island without generators, the case is refused before. */
    private static final int LEAST = 120;

    /** Less load and wider rates: there is more room than in the published case, which has a solution. */
    @Test
    void areSolvedUnderAMildStress() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        for (Pglib.Published published : Pglib.upTo(2869)) {
            Network network = published.network();
            double load = new Random(network.buses().size()).nextDouble(0.9, 1);
            Network stressed = Stressed.scaled(network, load, 1.1);
            String name = published.file() + ", load " + load;
            EngineAnswer answer = answer(stressed, SolveOptions.DEFAULT);
            softly.assertThat(answer).as(name).isInstanceOf(EngineAnswer.Converged.class);
            judge(softly, name, stressed, answer);
        }
        softly.assertAll();
    }

    @Test
    void endSolvedOrInfeasibleWithADiagnosis() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        int asked = 0;
        int solved = 0;
        for (Pglib.Published published : Pglib.upTo(300)) {
            Network network = published.network();
            for (int seed = 0; seed < STRESSES; seed++) {
                Random random = new Random(31L * seed + network.buses().size());
                // often near 1, as most cases have no solution far from it
                double load = random.nextBoolean() ? random.nextDouble(0.5, 1.5) : random.nextDouble(0.9, 1.02);
                Network stressed = Stressed.withOutages(network, load, random.nextInt(4), random);
                if (isRefused(stressed)) {
                    continue;
                }
                asked++;
                EngineAnswer answer = answer(stressed, SolveOptions.DEFAULT);
                solved += answer instanceof EngineAnswer.Converged ? 1 : 0;
                judge(softly, published.file() + ", seed " + seed, stressed, answer);
            }
        }
        softly.assertAll();
        assertThat(asked).isGreaterThan(LEAST);
        assertThat(solved).isGreaterThan(asked / 3);
    }

    /**
     * Single outages as a security analysis has them, and a little less load. One of 24, of 1888_rte, is infeasible as three other starts
     * say, but from the usual one the search gets lost.
     */
    @Test
    void ofUpTo2869BusesEndSolvedOrInfeasibleAfterAnOutage() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        List<String> lost = new ArrayList<>();
        for (Pglib.Published published : Pglib.upTo(2869)) {
            if (published.buses() > 300) {
                Random random = new Random(published.file().hashCode());
                Network stressed = Stressed.withOutages(published.network(), random.nextDouble(0.9, 1), 1, random);
                if (isRefused(stressed)) {
                    continue;
                }
                EngineAnswer answer = answer(stressed, SolveOptions.DEFAULT);
                if (answer instanceof Outcome.NotConverged) {
                    lost.add(published.file());
                } else {
                    judge(softly, published.file(), stressed, answer);
                }
            }
        }
        softly.assertAll();
        assertThat(lost).hasSizeLessThanOrEqualTo(1);
    }

    private static EngineAnswer answer(Network network, SolveOptions options) {
        return new InteriorEngine().solve(network, options, Deadline.never());
    }

    private static boolean isRefused(Network network) {
        return NetworkCheck.findings(network).stream()
                .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    private static void judge(SoftAssertions softly, String name, Network network, EngineAnswer answer) {
        softly.assertThat(answer).as(name).isInstanceOfAny(EngineAnswer.Converged.class, Outcome.Infeasible.class);
        if (answer instanceof EngineAnswer.Converged converged) {
            softly.assertThat(Verifier.verify(network, converged.solution(), SolveOptions.DEFAULT, Verifier.TOLERANCE)
                            .violations())
                    .as(name)
                    .isEmpty();
        } else if (answer instanceof Outcome.Infeasible infeasible) {
            softly.assertThat(infeasible.violations()).as(name).isNotEmpty();
            softly.assertThat(infeasible.violations())
                    .as(name)
                    .allMatch(violation -> violation.excess() > Verifier.TOLERANCE);
            softly.assertThat(infeasible.reliefs()).as(name).allMatch(relief -> relief.change() > 0);
            SolveOptions fromFile = SolveOptions.DEFAULT.toBuilder()
                    .initialization(Initialization.FROMFILE)
                    .build();
            softly.assertThat(answer(network, fromFile))
                    .as(name + " from the case's own voltages")
                    .isNotInstanceOf(EngineAnswer.Converged.class);
        }
    }
}
