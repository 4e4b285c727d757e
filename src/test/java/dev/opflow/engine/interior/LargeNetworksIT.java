package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Network;
import dev.opflow.verify.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many buses, in the shapes that are hard on an order of elimination or on accuracy. */
class LargeNetworksIT {
    /** Demand of all buses together, MW. */
    private static final double DEMAND = 10;

    private static EngineAnswer answer(Network network, Deadline deadline) {
        return new InteriorEngine().solve(network, SolveOptions.DEFAULT, deadline);
    }

    private static double generation(Network network) {
        EngineAnswer answer = answer(network, Deadline.never());
        assertThat(answer).isInstanceOf(EngineAnswer.Converged.class);
        EngineAnswer.Converged converged = (EngineAnswer.Converged) answer;
        assertThat(Verifier.verify(network, converged.solution(), SolveOptions.DEFAULT, Verifier.TOLERANCE)
                        .violations())
                .isEmpty();
        return converged.solution().pgMw()[0];
    }

    private static NetworkSketch buses(int n) {
        NetworkSketch sketch = NetworkSketch.sketch()
                .reference(1)
                .load(DEMAND / n, 0)
                .generator(1, 0, 100, -100, 100)
                .cost(20, 0);
        for (int i = 2; i <= n; i++) {
            sketch.bus(i).load(DEMAND / n, 0);
        }
        return sketch;
    }

    /** The same feeder in ever more sections. Where the demand is spread evenly a third of i^2 r is lost: 0.17 MW at 1 p.u., less at 1.1. */
    @ParameterizedTest
    @ValueSource(ints = {20, 2_000, 20_000})
    void solvesALongFeeder(int n) {
        NetworkSketch sketch = buses(n);
        for (int i = 2; i <= n; i++) {
            sketch.line(i - 1, i, 0.5 / n, 1.0 / n, 0);
        }
        assertThat(generation(sketch.build()) - DEMAND).isCloseTo(0.5 / 3 * 0.82, within(0.02));
    }

    @Test
    void solvesAStar() {
        int n = 5_000;
        NetworkSketch sketch = buses(n);
        for (int i = 2; i <= n; i++) {
            sketch.line(1, i, 0.5, 1, 0);
        }
        assertThat(generation(sketch.build())).isCloseTo(DEMAND, within(0.01));
    }

    /** Three random neighbours each: its factors have hundreds of blocks a bus, and one factorisation takes seconds. */
    @Test
    void endsAtItsDeadlineWhateverItIsAt() {
        int n = 4_000;
        Random random = new Random(1);
        NetworkSketch sketch = buses(n);
        for (int k = 0; k < 3; k++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.rangeClosed(1, n).boxed().toList());
            Collections.shuffle(order, random);
            for (int i = 0; i < n; i += 2) {
                sketch.line(order.get(i), order.get(i + 1), 0.01, 0.1, 0);
            }
        }
        EngineAnswer answer = answer(sketch.build(), Deadline.after(Duration.ofMillis(300)));
        assertThat(answer).isInstanceOf(Outcome.DeadlineReached.class);
        assertThat(((Outcome.DeadlineReached) answer).progress().iterations()).isZero();
    }
}
