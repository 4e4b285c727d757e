package dev.opflow.report;

/**
 * What a run takes of a function that is paid by memory and time, up to now.
 *
 * @param memoryMb memory of the function, MB
 * @param seconds time since the run was begun, from fetching its case on
 * @param pricePerGbSecond what a GB for a second costs, $
 */
public record Billing(int memoryMb, double seconds, double pricePerGbSecond) {
    /** GB times seconds. */
    public double gbSeconds() {
        return memoryMb / 1024.0 * seconds;
    }

    /** What that costs, $. */
    public double cost() {
        return gbSeconds() * pricePerGbSecond;
    }
}
