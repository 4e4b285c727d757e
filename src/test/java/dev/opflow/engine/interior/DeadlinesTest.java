package dev.opflow.engine.interior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.KnownPoint;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Network;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines on a clock that stands still until it was looked at so many times: whatever the engine is at, it ends soon. */
class DeadlinesTest {
    /** Looks after the one that tells it: each station that is left looks once or twice, and begins nothing. */
    private static final int FEW = 8;
    /** Looks before the first iteration: before and after reading the case into arrays, ordering, and each part of the start. */
    private static final int STATIONS = 8;

    /** Strikes at the look of a number; the first sets the deadline. */
    private static final class Clock implements LongSupplier {
        private final int strikes;
        private int looks;

        Clock(int strikes) {
            this.strikes = strikes;
        }

        @Override
        public long getAsLong() {
            return looks++ < strikes ? 0 : 2;
        }
    }

    static Stream<Network> networks() {
        return Stream.of(
                SmallNetworks.allKinds(),
                KnownPoint.random(12, 1e-4, new Random(5)).network(),
                // infeasible: in a restoration
                NetworkSketch.of(SmallNetworks.twoBus()).rate(50).build());
    }

    private static EngineAnswer answer(Network network, Clock clock) {
        return new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.after(Duration.ofNanos(1), clock));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void areKeptWhereverTheyFall(Network network) {
        Clock never = new Clock(Integer.MAX_VALUE);
        EngineAnswer whole = answer(network, never);
        int early = 0;
        for (int at = 1; at < never.looks; at++) {
            Clock clock = new Clock(at);
            EngineAnswer answer = answer(network, clock);
            if (answer instanceof Outcome.DeadlineReached reached) {
                early += reached.progress().iterations() == 0 ? 1 : 0;
            } else {
                assertThat(answer)
                        .as("an answer that there was before look %d", at)
                        .hasSameClassAs(whole);
            }
            assertThat(clock.looks - at).as("looks after look %d", at).isLessThanOrEqualTo(FEW);
        }
        assertThat(early).isGreaterThanOrEqualTo(STATIONS);
    }
}
