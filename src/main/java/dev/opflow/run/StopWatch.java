package dev.opflow.run;

import dev.opflow.report.RunRecord;
import java.util.function.LongSupplier;

/** Splits the wall time of a run over its stations, which are passed in order; one not passed has none. */
final class StopWatch {
    private final LongSupplier nanos;
    private final double limit;
    private final long start;
    private long last;
    private double read;
    private double check;
    private double solve;
    private double verify;
    private double relax;

    /**
     * Starts now.
     *
     * @param nanos a clock that counts nanoseconds
     * @param limit seconds that there are until the solve is given up; NaN without a limit
     */
    StopWatch(LongSupplier nanos, double limit) {
        this.nanos = nanos;
        this.limit = limit;
        start = nanos.getAsLong();
        last = start;
    }

    private double split() {
        long now = nanos.getAsLong();
        double seconds = (now - last) / 1e9;
        last = now;
        return seconds;
    }

    void read() {
        read = split();
    }

    void check() {
        check = split();
    }

    /** More than one engine may have tried. */
    void solve() {
        solve += split();
    }

    void verify() {
        verify = split();
    }

    void relax() {
        relax = split();
    }

    RunRecord.Seconds stop() {
        return new RunRecord.Seconds(read, check, solve, verify, relax, (nanos.getAsLong() - start) / 1e9, limit);
    }
}
