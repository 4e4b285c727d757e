package dev.opflow.lambda;

import dev.opflow.report.Billing;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the function costs.
 *
 * @param memoryMb its memory, MB; nothing outside of Lambda
 * @param pricePerGbSecond what a GB for a second costs, $
 */
record Tariff(OptionalInt memoryMb, double pricePerGbSecond) {
    /** Lambda's way to tell a function its memory. */
    static final String MEMORY_VARIABLE = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";

    /** What so much time of it costs; null where nobody is billed. */
    @Nullable
    Billing of(Duration time) {
        return memoryMb.isPresent() ? new Billing(memoryMb.getAsInt(), time.toNanos() / 1e9, pricePerGbSecond) : null;
    }
}
