package dev.opflow.matpower;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Turns the fields of a text into a network; columns are those of MATPOWER's {@code caseformat}. */
final class CaseBuilder {
    private static final BusType[] BUS_TYPES = BusType.values();
    private static final int BUS_COLUMNS = 13;
    static final int GEN_COLUMNS = 10;
    private static final int CAPABILITY_COLUMNS = 16;
    static final int RAMP_COLUMNS = 21;
    static final int BRANCH_COLUMNS = 11;
    private static final int BRANCH_ANGLE_COLUMNS = 13;
    private static final int DC_LINE_COLUMNS = 17;

    private final Fields fields;
    private final String file;

    CaseBuilder(Fields fields, String file) {
        this.fields = fields;
        this.file = file;
    }

    MatpowerCase build() throws MatpowerFormatException {
        for (String field : List.of("baseMVA", "bus", "gen", "branch")) {
            if (!fields.has(field)) {
                throw fields.missing(field);
            }
        }
        Table bus = table("bus", BUS_COLUMNS);
        Table gen = table("gen", GEN_COLUMNS);
        Table branch = table("branch", BRANCH_COLUMNS);
        Table dcLine = table("dcline", DC_LINE_COLUMNS);
        new Version(fields).check(gen, branch);
        Network network = new Network(
                name(),
                fields.baseMva(),
                buses(bus),
                generators(gen),
                branches(branch),
                dcLines(dcLine),
                fields.extensions());
        Map<Element.Kind, int[]> lines = new EnumMap<>(Element.Kind.class);
        lines.put(Element.Kind.BUS, bus.lines());
        lines.put(Element.Kind.GENERATOR, gen.lines());
        lines.put(Element.Kind.GENERATOR_COST, fields.table("gencost").lines());
        lines.put(Element.Kind.BRANCH, branch.lines());
        lines.put(Element.Kind.DC_LINE, dcLine.lines());
        lines.put(Element.Kind.DC_LINE_COST, fields.table("dclinecost").lines());
        return new MatpowerCase(network, fields.findings(), lines);
    }

    /** The name after {@code function}, else that of the file; as the writer can write it. */
    private String name() {
        if (!fields.caseName().isEmpty()) {
            return MatpowerWriter.functionName(fields.caseName());
        }
        String last = file.substring(file.lastIndexOf('/') + 1);
        int dot = last.indexOf('.');
        return MatpowerWriter.functionName(dot > 0 ? last.substring(0, dot) : last);
    }

    /** The table of a field; one without rows where the text has none. */
    private Table table(String field, int columns) throws MatpowerFormatException {
        Table table = fields.table(field);
        table.requireColumns(columns);
        return table;
    }

    private List<Bus> buses(Table t) throws MatpowerFormatException {
        List<String> names = names("bus_name", t.rows());
        List<Bus> buses = new ArrayList<>(t.rows());
        for (int r = 0; r < t.rows(); r++) {
            int type = t.whole(r, 1, "BUS_TYPE");
            if (type < 1 || type > BUS_TYPES.length) {
                throw t.cell(r, 1, "BUS_TYPE", "1 (PQ), 2 (PV), 3 (reference) or 4 (isolated)");
            }
            buses.add(new Bus(
                    t.whole(r, 0, "BUS_I"),
                    BUS_TYPES[type - 1],
                    t.at(r, 2),
                    t.at(r, 3),
                    t.at(r, 4),
                    t.at(r, 5),
                    t.whole(r, 6, "BUS_AREA"),
                    t.at(r, 7),
                    t.at(r, 8),
                    t.at(r, 9),
                    t.whole(r, 10, "ZONE"),
                    t.at(r, 11),
                    t.at(r, 12),
                    names.isEmpty() ? "" : names.get(r)));
        }
        return buses;
    }

    private List<Generator> generators(Table t) throws MatpowerFormatException {
        List<String> names = names("gen_name", t.rows());
        List<String> types = names("gentype", t.rows());
        List<String> fuels = names("genfuel", t.rows());
        List<Cost> costs = generatorCosts(t.rows());
        List<Generator> generators = new ArrayList<>(t.rows());
        for (int r = 0; r < t.rows(); r++) {
            generators.add(new Generator(
                    t.whole(r, 0, "GEN_BUS"),
                    t.at(r, 1),
                    t.at(r, 2),
                    t.at(r, 3),
                    t.at(r, 4),
                    t.at(r, 5),
                    t.at(r, 6),
                    isOn(t, r),
                    t.at(r, 8),
                    t.at(r, 9),
                    capability(t, r),
                    ramps(t, r),
                    costs.isEmpty() ? null : costs.get(r),
                    costs.size() == 2 * t.rows() && t.rows() > 0 ? costs.get(t.rows() + r) : null,
                    names.isEmpty() ? "" : names.get(r),
                    types.isEmpty() ? "" : types.get(r),
                    fuels.isEmpty() ? "" : fuels.get(r)));
        }
        return generators;
    }

    private Generator.CapabilityCurve capability(Table t, int r) {
        if (fields.isFirstFormat()
                || t.columns() < CAPABILITY_COLUMNS
                || allZero(t, r, GEN_COLUMNS, CAPABILITY_COLUMNS)) {
            return Generator.CapabilityCurve.NONE;
        }
        return new Generator.CapabilityCurve(
                t.at(r, 10), t.at(r, 11), t.at(r, 12), t.at(r, 13), t.at(r, 14), t.at(r, 15));
    }

    private Generator.RampRates ramps(Table t, int r) {
        if (fields.isFirstFormat() || t.columns() < RAMP_COLUMNS || allZero(t, r, CAPABILITY_COLUMNS, RAMP_COLUMNS)) {
            return Generator.RampRates.NONE;
        }
        return new Generator.RampRates(t.at(r, 16), t.at(r, 17), t.at(r, 18), t.at(r, 19), t.at(r, 20));
    }

    private static boolean allZero(Table t, int r, int begin, int end) {
        for (int c = begin; c < end; c++) {
            if (Double.doubleToRawLongBits(t.at(r, c)) != 0) {
                return false;
            }
        }
        return true;
    }

    private List<Branch> branches(Table t) throws MatpowerFormatException {
        List<String> names = names("branch_name", t.rows());
        boolean angles = t.columns() >= BRANCH_ANGLE_COLUMNS && !fields.isFirstFormat();
        List<Branch> branches = new ArrayList<>(t.rows());
        for (int r = 0; r < t.rows(); r++) {
            branches.add(new Branch(
                    t.whole(r, 0, "F_BUS"),
                    t.whole(r, 1, "T_BUS"),
                    t.at(r, 2),
                    t.at(r, 3),
                    t.at(r, 4),
                    t.at(r, 5),
                    t.at(r, 6),
                    t.at(r, 7),
                    t.at(r, 8),
                    t.at(r, 9),
                    t.status(r, 10, "BR_STATUS"),
                    angles ? t.at(r, 11) : -360,
                    angles ? t.at(r, 12) : 360,
                    names.isEmpty() ? "" : names.get(r)));
        }
        return branches;
    }

    private List<DcLine> dcLines(Table t) throws MatpowerFormatException {
        List<Cost> costs = costs("dclinecost", t.rows(), "one for each of the " + t.rows() + " rows of dcline");
        List<DcLine> lines = new ArrayList<>(t.rows());
        for (int r = 0; r < t.rows(); r++) {
            lines.add(new DcLine(
                    t.whole(r, 0, "F_BUS"),
                    t.whole(r, 1, "T_BUS"),
                    t.status(r, 2, "BR_STATUS"),
                    t.at(r, 3),
                    t.at(r, 4),
                    t.at(r, 5),
                    t.at(r, 6),
                    t.at(r, 7),
                    t.at(r, 8),
                    t.at(r, 9),
                    t.at(r, 10),
                    t.at(r, 11),
                    t.at(r, 12),
                    t.at(r, 13),
                    t.at(r, 14),
                    t.at(r, 15),
                    t.at(r, 16),
                    costs.isEmpty() ? null : costs.get(r)));
        }
        return lines;
    }

    /** Costs of active power, then of reactive power where the text has them; empty where it has none. */
    private List<Cost> generatorCosts(int generators) throws MatpowerFormatException {
        int rows = fields.table("gencost").rows();
        return costs(
                "gencost",
                rows == 2 * generators ? rows : generators,
                "one for each of the " + generators + " rows of gen, or two (active, then reactive)");
    }

    private List<Cost> costs(String field, int rows, String expected) throws MatpowerFormatException {
        Table table = fields.table(field);
        if (fields.has(field) && table.rows() != rows) {
            throw fields.error(field, table.rows() + " rows of " + field, expected, "Add or remove rows.");
        }
        CostReader reader = new CostReader(table);
        List<Cost> costs = new ArrayList<>(table.rows());
        for (int r = 0; r < table.rows(); r++) {
            costs.add(reader.read(r));
        }
        return costs;
    }

    /** MATPOWER's rule: positive is in service, all else is not. */
    private static boolean isOn(Table t, int r) throws MatpowerFormatException {
        double status = t.at(r, 7);
        if (Double.isNaN(status)) {
            throw t.cell(r, 7, "GEN_STATUS", "1 (in service) or 0 (out of service)");
        }
        return status > 0;
    }

    /** The strings of a field, one an element; empty where the text has none, or too few. */
    private List<String> names(String field, int rows) throws MatpowerFormatException {
        List<String> names = fields.names(field);
        if (names.isEmpty() || names.size() == rows) {
            return names;
        }
        String of = KnownFields.matrixOf(field);
        if (names.size() > rows) {
            throw fields.error(
                    field,
                    names.size() + " strings of " + field,
                    "at most " + rows + ", one for each row of " + of,
                    "Remove what is too many.");
        }
        fields.report(
                Finding.Severity.WARNING,
                "names",
                field,
                field + " has " + names.size() + " strings for the " + rows + " rows of " + of + ".",
                "They are left out; give one for each row.");
        return List.of();
    }
}
