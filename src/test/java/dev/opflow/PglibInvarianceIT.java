package dev.opflow;

import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.Rewritten;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Describing a real grid otherwise, or giving it wider limits: its cost stays as it is, or does not rise. */
class PglibInvarianceIT {
    /** 1e-6 relative. */
    private static final double PERCENT = 1e-4;

    private static final double CLOSE = 1e-6;

    @Test
    void costsAsMuchHoweverItIsDescribed() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        for (Pglib.Published published : Pglib.upTo(300)) {
            Network network = published.network();
            Random random = new Random(network.buses().size());
            double cost = cost(softly, published.file(), network);
            Map<String, Network> same = new LinkedHashMap<>();
            same.put("in another order", Rewritten.shuffled(network, random));
            same.put("with other bus numbers", Rewritten.renumbered(network));
            same.put("with lines in two halves", Rewritten.halved(network));
            same.put("on another base", Rewritten.rebased(network, 3.7));
            same.forEach((how, rewritten) -> softly.assertThat(cost(softly, published.file() + " " + how, rewritten))
                    .as(published.file() + " " + how)
                    .isCloseTo(cost, withinPercentage(PERCENT)));
        }
        softly.assertAll();
    }

    @Test
    void isSolvedAtNoMoreCostWithWiderRates() throws Exception {
        assumeTrue(Pglib.isPresent(), Pglib.ABSENT);
        SoftAssertions softly = new SoftAssertions();
        for (Pglib.Published published : Pglib.upTo(2869)) {
            Network network = published.network();
            double before = cost(softly, published.file(), network);
            String name = published.file() + ", rates times 1.1";
            double wider = cost(softly, name, Stressed.scaled(network, 1, 1.1));
            softly.assertThat(wider).as(name).isLessThanOrEqualTo(before * (1 + CLOSE));
        }
        softly.assertAll();
    }

    private static double cost(SoftAssertions softly, String name, Network network) {
        EngineAnswer answer = new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
        softly.assertThat(answer).as(name).isInstanceOf(EngineAnswer.Converged.class);
        return answer instanceof EngineAnswer.Converged converged
                ? converged.solution().objective()
                : Double.NaN;
    }
}
