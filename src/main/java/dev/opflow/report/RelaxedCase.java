package dev.opflow.report;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A case without solution, in which what is missed is allowed.
 *
 * @param network the case with the changes, its voltages and outputs at a point of least violation
 * @param changes limits and demands that differ from the case as it was given
 * @param isSolved whether it was solved and verified
 * @param objective its cost, $/h; NaN where it was not solved
 * @param message how solving it ended, or why it was not tried, for people
 */
public record RelaxedCase(Network network, List<Change> changes, boolean isSolved, double objective, String message) {
    public RelaxedCase {
        changes = List.copyOf(changes);
    }

    /** One that was solved and verified, of a case as it was given. */
    public static RelaxedCase solved(Network given, Network relaxed, double objective) {
        return new RelaxedCase(relaxed, changes(given, relaxed), true, objective, "Solved and verified.");
    }

    /** One that was not solved, and why. */
    public static RelaxedCase unsolved(Network given, Network relaxed, String message) {
        return new RelaxedCase(relaxed, changes(given, relaxed), false, Double.NaN, message);
    }

    /**
     * A number of the case that is another.
     *
     * @param element whose
     * @param field MATPOWER's name of the column, as "Pd" or "rateA"
     * @param from what it was
     * @param to what it is
     * @param unit of both
     */
    public record Change(Element element, String field, double from, double to, String unit) {

        private static final MathContext DIGITS = new MathContext(6);

        /** One line for people: {@code bus 3: Pd 300 -> 252.4 MW}. */
        @Override
        public String toString() {
            return element.label() + ": " + field + " " + rounded(from) + " -> " + rounded(to) + " " + unit;
        }

        private static String rounded(double number) {
            return new BigDecimal(number, DIGITS).stripTrailingZeros().toPlainString();
        }
    }

    private static List<Change> changes(Network given, Network relaxed) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < given.buses().size(); i++) {
            Bus from = given.buses().get(i);
            Bus to = relaxed.buses().get(i);
            Element bus = Element.bus(given, i);
            add(changes, bus, "Pd", from.pdMw(), to.pdMw(), "MW");
            add(changes, bus, "Qd", from.qdMvar(), to.qdMvar(), "MVAr");
        }
        for (int g = 0; g < given.generators().size(); g++) {
            Generator.CapabilityCurve from = given.generators().get(g).capability();
            Generator.CapabilityCurve to = relaxed.generators().get(g).capability();
            Element generator = Element.generator(given, g);
            add(changes, generator, "Qc1min", from.qc1minMvar(), to.qc1minMvar(), "MVAr");
            add(changes, generator, "Qc1max", from.qc1maxMvar(), to.qc1maxMvar(), "MVAr");
            add(changes, generator, "Qc2min", from.qc2minMvar(), to.qc2minMvar(), "MVAr");
            add(changes, generator, "Qc2max", from.qc2maxMvar(), to.qc2maxMvar(), "MVAr");
        }
        for (int l = 0; l < given.branches().size(); l++) {
            Branch from = given.branches().get(l);
            Branch to = relaxed.branches().get(l);
            Element branch = Element.branch(given, l);
            add(changes, branch, "rateA", from.rateAMva(), to.rateAMva(), "MVA");
            add(changes, branch, "angmin", from.angminDegrees(), to.angminDegrees(), "degrees");
            add(changes, branch, "angmax", from.angmaxDegrees(), to.angmaxDegrees(), "degrees");
        }
        return changes;
    }

    private static void add(List<Change> changes, Element element, String field, double from, double to, String unit) {
        if (from != to) {
            changes.add(new Change(element, field, from, to, unit));
        }
    }
}
