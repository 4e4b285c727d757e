package dev.opflow.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.opflow.engine.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an invocation may solve: what Lambda leaves it, less what writing results takes.
 *
 * @param limit how long an invocation may take where Lambda does not say; empty in Lambda, which does
 * @param margin kept for writing
 */
record InvocationTime(Optional<Duration> limit, Duration margin) {
    Deadline deadline(Context context) {
        return Deadline.after(limit.orElseGet(() -> Duration.ofMillis(context.getRemainingTimeInMillis()))
                .minus(margin));
    }
}
