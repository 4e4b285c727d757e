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

    /** What limits are of; of one kind all prices compare. */
    enum Kind {
        FLOW("Flows of branches", "branches.csv"),
        DC_LINE("DC lines", "dclines.csv"),
        ANGLE("Angles across branches", "branches.csv"),
        VOLTAGE("Voltages", "buses.csv"),
        ACTIVE("Active outputs", "generators.csv"),
        REACTIVE("Reactive outputs", "generators.csv");

        private final String words;
        private final String file;

        Kind(String words, String file) {
            this.words = words;
            this.file = file;
        }

        String words() {
            return words;
        }

        /** The file that has all of them. */
        String file() {
            return file;
        }

        /** Whether a larger grid would not help, but a larger generator. */
        boolean isOfGenerators() {
            return this == ACTIVE || this == REACTIVE;
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
