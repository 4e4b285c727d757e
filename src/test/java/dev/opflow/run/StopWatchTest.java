package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.report.RunRecord;
import java.util.Arrays;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;

class StopWatchTest {

    private static StopWatch at(double... seconds) {
        PrimitiveIterator.OfLong clock =
                Arrays.stream(seconds).mapToLong(s -> Math.round(s * 1e9)).iterator();
        return new StopWatch(clock::nextLong, 60);
    }

    @Test
    void givesEachStationItsShareAndAddsUp() {
        StopWatch watch = at(10, 11, 13, 17, 25, 41, 41.5);
        watch.read();
        watch.check();
        watch.solve();
        watch.verify();
        watch.relax();

        assertThat(watch.stop()).isEqualTo(new RunRecord.Seconds(1, 2, 4, 8, 16, 31.5, 60));
    }

    @Test
    void leavesAtZeroWhatWasNotPassed() {
        StopWatch watch = at(10, 11, 12);
        watch.read();

        assertThat(watch.stop()).isEqualTo(new RunRecord.Seconds(1, 0, 0, 0, 0, 2, 60));
    }

    @Test
    void takesAClockThatBeginsBelowZero() {
        StopWatch watch = at(-1, 1, 2);
        watch.read();

        assertThat(watch.stop()).isEqualTo(new RunRecord.Seconds(2, 0, 0, 0, 0, 3, 60));
    }

    @Test
    void addsUpTheTriesOfSeveralEngines() {
        StopWatch watch = at(10, 11, 13, 17, 18);
        watch.read();
        watch.solve();
        watch.solve();

        assertThat(watch.stop()).isEqualTo(new RunRecord.Seconds(1, 0, 6, 0, 0, 8, 60));
    }
}
