package dev.opflow.run;

import static dev.opflow.engine.NetworkSketch.sketch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Relief.Trial;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.report.Advice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said to be enough alone is. */
class ReliefTrialsTest {
    private static final InteriorEngine ENGINE = new InteriorEngine();

    private static RunResult run(Network network) {
        byte[] text = MatpowerWriter.write(SmallNetworks.withAllCosts(network));
        return new OpflowRunner(List.of(ENGINE), SolveOptions.DEFAULT)
                .run(new CaseInput("c.m", "c.m", "", text), Map.of(), Deadline.never());
    }

    private static Outcome.Infeasible infeasible(Network network) {
        Outcome outcome = run(network).outcome();
        assertThat(outcome).isInstanceOf(Outcome.Infeasible.class);
        return (Outcome.Infeasible) outcome;
    }

    private static EngineAnswer solved(Network network) {
        return ENGINE.solve(network, SolveOptions.DEFAULT, Deadline.never());
    }

    /** A line of so many MVA to a load, which also loses power. */
    private static NetworkSketch line(double rateMva) {
        return sketch().reference(1)
                .generator(1, 0, 300, -300, 300)
                .cost(20, 0)
                .bus(2)
                .load(108, 0)
                .line(1, 2, 0.01, 0.05, 0)
                .rate(rateMva);
    }

    private static Network shortOfLosses() {
        return sketch().reference(1)
                .generator(1, 0, 80, -100, 100)
                .cost(10, 0)
                .bus(2)
                .load(100, 0)
                .line(1, 2, 0.05, 0.1, 0)
                .build();
    }

    static Stream<Arguments> relievable() {
        return Stream.of(
                Arguments.of("rateA", line(60).build()),
                Arguments.of(
                        "angmax",
                        NetworkSketch.of(SmallNetworks.twoBus()).angles(-3, 3).build()),
                Arguments.of("Pmax", shortOfLosses()),
                Arguments.of(
                        "Pmin",
                        sketch().reference(1)
                                .generator(1, 30, 100, -100, 100)
                                .bus(2)
                                .load(10, 0)
                                .line(1, 2, 0, 0.1, 0)
                                .build()),
                Arguments.of(
                        "Qmax",
                        sketch().reference(1)
                                .load(0, 20)
                                .generator(1, 0, 100, -5, 5)
                                .build()),
                Arguments.of(
                        "Vmax",
                        sketch().reference(1)
                                .voltage(0.9, 1)
                                .load(0, 56)
                                .shunt(0, 50)
                                .generator(1, 0, 100, 0, 0)
                                .build()),
                Arguments.of(
                        "Pmax",
                        sketch().reference(1)
                                .generator(1, 0, 200, -100, 100)
                                .reference(2)
                                .load(90, 0)
                                .dcLine(1, 2)
                                .flow(0, 40, 0, 0.1)
                                .build()));
    }

    /** And a tenth less of the change is not, or not by a tenth of a tenth: what is named is about the least. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("relievable")
    void namesAChangeThatGivesASolutionAndNotMuchMore(String field, Network network) {
        Outcome.Infeasible infeasible = infeasible(network);
        Relief relief = infeasible.reliefs().getFirst();
        assertThat(relief.trial()).isEqualTo(Trial.ENOUGH);
        assertThat(relief.name()).startsWith(field + " of ");
        assertThat(infeasible.message()).contains(relief.toString().substring(1));

        Network relieved = new Relieved(network, relief).at(relief.relieved());
        assertThat(solved(relieved)).isInstanceOf(EngineAnswer.Converged.class);

        double less = relief.bound() + 0.9 * (relief.relieved() - relief.bound());
        assertThat(solved(new Relieved(network, relief).at(less))).isInstanceOf(Outcome.Infeasible.class);
    }

    /** 108 MW and their losses, of which rateA is asked for at the end where they are. */
    @Test
    void saysInWordsWhatToRaise() {
        assertThat(infeasible(line(60).build()).message())
                .matches(".* MW\\. Raising rateA of branch 1 \\(1-2\\) from 60 to 109\\.\\d MVA alone gives a solution"
                        + " \\(tried, 2,1\\d\\d\\.\\d\\d \\$/h\\)\\.");
        assertThat(Advice.of(run(line(60).build()).record()))
                .startsWith("Make one of the changes that the message names");
    }

    /** Two lines in a row, both too small. */
    @Test
    void saysWhereNoLimitAloneIsEnough() {
        RunResult result =
                run(line(60).bus(3).load(50, 0).line(2, 3, 0, 0.05, 0).rate(20).build());
        Outcome.Infeasible infeasible = (Outcome.Infeasible) result.outcome();

        assertThat(infeasible.reliefs()).isNotEmpty().allMatch(relief -> relief.trial() == Trial.NOT_ENOUGH);
        assertThat(infeasible.message())
                .contains("No single limit that was tried is enough (rateA of branch ")
                .contains("; relaxed.m changes these together: bus 2: Pd 108 -> ");
        assertThat(Advice.of(result.record())).startsWith("Ask for less demand, or change several limits");
    }

    @Test
    void triesNothingWhereNoTimeIsLeft() {
        Network network = line(60).build();
        Outcome.Infeasible infeasible = (Outcome.Infeasible) solved(network);

        List<Relief> reliefs = new ReliefTrials(
                        ENGINE, SolveOptions.DEFAULT, 1e-6, Deadline.after(Duration.ofSeconds(-1)))
                .tried(network, infeasible.reliefs());

        assertThat(reliefs).isEqualTo(infeasible.reliefs());
        assertThat(reliefs).allMatch(relief -> relief.trial() == Trial.NONE);
    }
}
