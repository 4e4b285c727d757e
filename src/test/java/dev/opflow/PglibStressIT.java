package dev.opflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.check.NetworkCheck;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Real grids with random outages, and with more or less load: each has a solution or a diagnosis. */
class PglibStressIT {
    private static final int STRESSES = 6;
    /** Of 27 grids, six times stressed; where an outage leaves an island without generators, the case is refused before. */
    private static final int LEAST = 120;

    @Test
    void endsSolvedOrInfeasibleWithADiagnosis() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        int asked = 0;
        int solved = 0;
        for (Pglib.Published published : Pglib.upTo300Buses()) {
            Network network = published.network();
            for (int seed = 0; seed < STRESSES; seed++) {
                Network stressed = stressed(
                        network, new Random(31L * seed + network.buses().size()));
                if (isRefused(stressed)) {
                    continue;
                }
                asked++;
                EngineAnswer answer = new InteriorEngine().solve(stressed, SolveOptions.DEFAULT, Deadline.never());
                solved += answer instanceof EngineAnswer.Converged ? 1 : 0;
                judge(softly, published.file() + ", seed " + seed, stressed, answer);
            }
        }
        softly.assertAll();
        assertThat(asked).isGreaterThan(LEAST);
        assertThat(solved).isGreaterThan(asked / 8);
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
        }
    }

    /** The load times 0.5 to 1.5, often near 1, as most cases have no solution far from it, and up to three branches out of service. */
    private static Network stressed(Network network, Random random) {
        double load = random.nextBoolean() ? random.nextDouble(0.5, 1.5) : random.nextDouble(0.9, 1.02);
        int outages = random.nextInt(4);
        List<Branch> branches = new ArrayList<>(network.branches());
        for (int k = 0; k < outages; k++) {
            int l = random.nextInt(branches.size());
            branches.set(l, outOfService(branches.get(l)));
        }
        return new Network(
                network.name(),
                network.baseMva(),
                network.buses().stream()
                        .map(bus -> bus.withDemand(bus.pdMw() * load, bus.qdMvar() * load))
                        .toList(),
                network.generators(),
                branches,
                network.dcLines());
    }

    private static Branch outOfService(Branch b) {
        return new Branch(
                b.fromBus(),
                b.toBus(),
                b.rPu(),
                b.xPu(),
                b.bPu(),
                b.rateAMva(),
                b.rateBMva(),
                b.rateCMva(),
                b.ratio(),
                b.shiftDegrees(),
                /* inService= */ false,
                b.angminDegrees(),
                b.angmaxDegrees(),
                b.name());
    }
}
