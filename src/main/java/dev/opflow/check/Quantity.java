package dev.opflow.check;

/**
 * The sizes of numbers that arithmetic bears, far beyond any that makes sense: squares, products and quotients of them, as
 * equations have them, neither overflow nor vanish.
 */
enum Quantity {
    BASE(1e-6, 1e9, "MVA"),
    POWER(0, 1e12, "MW or MVAr"),
    RATE(1e-9, 1e10, "MVA"),
    VOLTAGE(0, 1e4, "p.u."),
    /** Resistance and reactance together; by themselves they may be smaller. */
    IMPEDANCE(1e-12, 1e9, "p.u."),
    PER_UNIT(0, 1e9, "p.u."),
    RATIO(1e-3, 1e3, ""),
    ANGLE(0, 1e9, "degrees"),
    /** Any coefficient of a cost, of whatever power. */
    COST(0, 1e20, "$/h");

    private final double least;
    private final double most;
    private final String unit;

    Quantity(double least, double most, String unit) {
        this.least = least;
        this.most = most;
        this.unit = unit;
    }

    /** Whether arithmetic bears a value: 0, or one of a size in the range. What is not finite is another's to judge. */
    boolean takes(double value) {
        double size = Math.abs(value);
        return size == 0 || !Double.isFinite(size) || (size >= least && size <= most);
    }

    /** What it takes, as "a size in MVA from 1.0E-6 to 1.0E9". */
    String range() {
        return "a size" + (unit.isEmpty() ? "" : " in " + unit) + (least == 0 ? "" : " from " + least)
                + (least == 0 ? " up to " : " to ") + most;
    }
}
