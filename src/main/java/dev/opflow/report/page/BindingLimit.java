package dev.opflow.report.page;

/**
 * A limit that is met and costs something.
 *
 * @param kind what it is a limit of
 * @param element of which element
 * @param limit which one, as MATPOWER calls it
 * @param value what is limited, in the unit
 * @param bound the limit, in the unit
 * @param unit of value and bound
 * @param price what one unit more would save, $/h; NaN where there are no prices
 * @param place of the element in the network's list
 */
record BindingLimit(
        Kind kind, String element, String limit, double value, double bound, String unit, double price, int place) {

    /** What limits are of. */
    enum Kind {
        FLOW("flow of a branch"),
        ANGLE("angle across a branch"),
        VOLTAGE("voltage of a bus"),
        ACTIVE("active output"),
        REACTIVE("reactive output"),
        DC_LINE("DC line");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** What one per cent more of it would save, $/h, so that limits of different units compare. */
    double worth() {
        return price * Math.abs(bound) / 100;
    }

    /** Whether it is of what a branch or a DC line carries. */
    boolean isOfFlow() {
        return kind == Kind.FLOW || (kind == Kind.DC_LINE && unit.equals("MW"));
    }

    /** The unit of its price. */
    String priceUnit() {
        return switch (unit) {
            case "MW", "MVA", "MVAr" -> "$/" + unit + "h";
            default -> "$/h per " + unit;
        };
    }
}
