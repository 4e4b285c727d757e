package dev.opflow.run;

import dev.opflow.report.RunRecord;

/** Splits the wall time of a run over its stations. */
final class StopWatch {
    private final long start = System.nanoTime();
    private long last = start;
    private double read;
    private double check;
    private double solve;
    private double verify;

    private double split() {
        long now = System.nanoTime();
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

    void solve() {
        solve = split();
    }

    void verify() {
        verify = split();
    }

    RunRecord.Seconds stop() {
        return new RunRecord.Seconds(read, check, solve, verify, (System.nanoTime() - start) / 1e9);
    }
}
