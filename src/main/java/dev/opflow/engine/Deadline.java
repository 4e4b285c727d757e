package dev.opflow.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time by which work should have ended, on the machine's monotonic clock. */
public final class Deadline {
    private static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier clock;
    private final long nanos;

    private Deadline(LongSupplier clock, long nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /** So much time from now; a negative duration has been reached already. */
    public static Deadline after(Duration duration) {
        return after(duration, System::nanoTime);
    }

    /** So much time from now on a clock that counts nanoseconds. */
    public static Deadline after(Duration duration, LongSupplier clock) {
        return new Deadline(clock, clock.getAsLong() + duration.toNanos());
    }

    /** No deadline. */
    public static Deadline never() {
        return new Deadline(System::nanoTime, NEVER);
    }

    /** Whether it is this time or later. */
    public boolean isReached() {
        return nanos != NEVER && clock.getAsLong() - nanos >= 0;
    }

    /** Whether there is no deadline at all. */
    public boolean isNever() {
        return nanos == NEVER;
    }

    /** The time left; zero when reached, practically endless (a century) without a deadline. */
    public Duration remaining() {
        if (nanos == NEVER) {
            return Duration.ofDays(36_525);
        }
        return Duration.ofNanos(Math.max(0, nanos - clock.getAsLong()));
    }
}
