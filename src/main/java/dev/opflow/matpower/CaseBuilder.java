package dev.opflow.matpower;

import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the fields of a text into a network; columns are those of MATPOWER's {@code caseformat}. */
final class CaseBuilder {
    private static final BusType[] BUS_TYPES = BusType.values();
    private static final int BUS_COLUMNS = 13;
    private static final int GEN_COLUMNS = 10;
    private static final int CAPABILITY_COLUMNS = 16;
    private static final int RAMP_COLUMNS = 21;
    private static final int BRANCH_COLUMNS = 11;
    private static final int BRANCH_ANGLE_COLUMNS = 13;
    private static final int DC_LINE_COLUMNS = 17;

    private final Fields fields;
    private final Scanner scanner;
    private final String file;

    CaseBuilder(Fields fields, Scanner scanner, String file) {
        this.fields = fields;
        this.scanner = scanner;
        this.file = file;
    }

    MatpowerCase build() throws MatpowerFormatException {
        if (Double.isNaN(fields.baseMva())) {
            throw missing("baseMVA");
        }
        Matrix bus = required("bus", BUS_COLUMNS);
        Matrix gen = required("gen", GEN_COLUMNS);
        Matrix branch = required("branch", BRANCH_COLUMNS);
        Matrix dcLine = optional("dcline", DC_LINE_COLUMNS);
        Network network = new Network(
                fields.caseName().isEmpty() ? bareName() : fields.caseName(),
                fields.baseMva(),
                buses(bus),
                generators(gen),
                branches(branch),
                dcLine == null ? List.of() : dcLines(dcLine));
        Map<Element.Kind, int[]> lines = new EnumMap<>(Element.Kind.class);
        lines.put(Element.Kind.BUS, bus.lines());
        lines.put(Element.Kind.GENERATOR, gen.lines());
        lines.put(Element.Kind.BRANCH, branch.lines());
        lines.put(Element.Kind.DC_LINE, dcLine == null ? new int[0] : dcLine.lines());
        return new MatpowerCase(network, fields.findings(), lines);
    }

    private String bareName() {
        String last = file.substring(file.lastIndexOf('/') + 1);
        int dot = last.indexOf('.');
        return MatpowerWriter.functionName(dot > 0 ? last.substring(0, dot) : last);
    }

    private MatpowerFormatException missing(String field) {
        String written = fields.isFirstFormat() ? field : "mpc." + field;
        return new MatpowerFormatException(
                file, 0, 0, "there is no " + written + ".", "A case needs baseMVA, bus, gen and branch.");
    }

    private Matrix required(String field, int columns) throws MatpowerFormatException {
        Matrix matrix = optional(field, columns);
        if (matrix == null) {
            throw missing(field);
        }
        return matrix;
    }

    private @Nullable Matrix optional(String field, int columns) throws MatpowerFormatException {
        Matrix matrix = fields.matrix(field);
        if (matrix != null && matrix.rows() > 0 && matrix.columns() < columns) {
            throw scanner.errorAtLine(
                    matrix.line(0),
                    field + " has " + matrix.columns() + " columns, expected at least " + columns + ".",
                    "See MATPOWER's caseformat for the columns.");
        }
        return matrix;
    }

    private List<Bus> buses(Matrix m) throws MatpowerFormatException {
        List<String> names = named("bus_name", "bus", m.rows());
        List<Bus> buses = new ArrayList<>(m.rows());
        for (int r = 0; r < m.rows(); r++) {
            int type = whole(m, r, 1, "bus", "BUS_TYPE");
            if (type < 1 || type > BUS_TYPES.length) {
                throw scanner.errorAtLine(
                        m.line(r),
                        "the bus type (column 2) is " + type
                                + ", expected 1 (PQ), 2 (PV), 3 (reference) or 4 (isolated).",
                        "Correct it.");
            }
            buses.add(new Bus(
                    whole(m, r, 0, "bus", "BUS_I"),
                    BUS_TYPES[type - 1],
                    m.at(r, 2),
                    m.at(r, 3),
                    m.at(r, 4),
                    m.at(r, 5),
                    whole(m, r, 6, "bus", "BUS_AREA"),
                    m.at(r, 7),
                    m.at(r, 8),
                    m.at(r, 9),
                    whole(m, r, 10, "bus", "ZONE"),
                    m.at(r, 11),
                    m.at(r, 12),
                    names.isEmpty() ? "" : names.get(r)));
        }
        return buses;
    }

    private List<Generator> generators(Matrix m) throws MatpowerFormatException {
        List<String> names = named("gen_name", "gen", m.rows());
        List<String> types = named("gentype", "gen", m.rows());
        List<String> fuels = named("genfuel", "gen", m.rows());
        List<@Nullable Cost> costs = generatorCosts(m.rows());
        List<Generator> generators = new ArrayList<>(m.rows());
        for (int r = 0; r < m.rows(); r++) {
            generators.add(new Generator(
                    whole(m, r, 0, "gen", "GEN_BUS"),
                    m.at(r, 1),
                    m.at(r, 2),
                    m.at(r, 3),
                    m.at(r, 4),
                    m.at(r, 5),
                    m.at(r, 6),
                    m.at(r, 7) > 0,
                    m.at(r, 8),
                    m.at(r, 9),
                    capability(m, r),
                    ramps(m, r),
                    costs.isEmpty() ? null : costs.get(r),
                    costs.size() == 2 * m.rows() && m.rows() > 0 ? costs.get(m.rows() + r) : null,
                    names.isEmpty() ? "" : names.get(r),
                    types.isEmpty() ? "" : types.get(r),
                    fuels.isEmpty() ? "" : fuels.get(r)));
        }
        return generators;
    }

    private static Generator.CapabilityCurve capability(Matrix m, int r) {
        if (m.columns() < CAPABILITY_COLUMNS || allZero(m, r, GEN_COLUMNS, CAPABILITY_COLUMNS)) {
            return Generator.CapabilityCurve.NONE;
        }
        return new Generator.CapabilityCurve(
                m.at(r, 10), m.at(r, 11), m.at(r, 12), m.at(r, 13), m.at(r, 14), m.at(r, 15));
    }

    private static Generator.RampRates ramps(Matrix m, int r) {
        if (m.columns() < RAMP_COLUMNS || allZero(m, r, CAPABILITY_COLUMNS, RAMP_COLUMNS)) {
            return Generator.RampRates.NONE;
        }
        return new Generator.RampRates(m.at(r, 16), m.at(r, 17), m.at(r, 18), m.at(r, 19), m.at(r, 20));
    }

    private static boolean allZero(Matrix m, int r, int begin, int end) {
        for (int c = begin; c < end; c++) {
            if (Double.doubleToRawLongBits(m.at(r, c)) != 0) {
                return false;
            }
        }
        return true;
    }

    private List<Branch> branches(Matrix m) throws MatpowerFormatException {
        List<String> names = named("branch_name", "branch", m.rows());
        boolean angles = m.columns() >= BRANCH_ANGLE_COLUMNS && !fields.isFirstFormat();
        List<Branch> branches = new ArrayList<>(m.rows());
        for (int r = 0; r < m.rows(); r++) {
            branches.add(new Branch(
                    whole(m, r, 0, "branch", "F_BUS"),
                    whole(m, r, 1, "branch", "T_BUS"),
                    m.at(r, 2),
                    m.at(r, 3),
                    m.at(r, 4),
                    m.at(r, 5),
                    m.at(r, 6),
                    m.at(r, 7),
                    m.at(r, 8),
                    m.at(r, 9),
                    m.at(r, 10) > 0,
                    angles ? m.at(r, 11) : -360,
                    angles ? m.at(r, 12) : 360,
                    names.isEmpty() ? "" : names.get(r)));
        }
        return branches;
    }

    private List<DcLine> dcLines(Matrix m) throws MatpowerFormatException {
        Matrix cost = fields.matrix("dclinecost");
        if (cost != null && cost.rows() != m.rows()) {
            throw countMismatch("dclinecost", cost.rows(), "dcline", m.rows());
        }
        List<DcLine> lines = new ArrayList<>(m.rows());
        for (int r = 0; r < m.rows(); r++) {
            lines.add(new DcLine(
                    whole(m, r, 0, "dcline", "F_BUS"),
                    whole(m, r, 1, "dcline", "T_BUS"),
                    m.at(r, 2) > 0,
                    m.at(r, 3),
                    m.at(r, 4),
                    m.at(r, 5),
                    m.at(r, 6),
                    m.at(r, 7),
                    m.at(r, 8),
                    m.at(r, 9),
                    m.at(r, 10),
                    m.at(r, 11),
                    m.at(r, 12),
                    m.at(r, 13),
                    m.at(r, 14),
                    m.at(r, 15),
                    m.at(r, 16),
                    cost == null ? null : cost(cost, r, "dclinecost")));
        }
        return lines;
    }

    private List<@Nullable Cost> generatorCosts(int generators) throws MatpowerFormatException {
        Matrix m = fields.matrix("gencost");
        if (m == null) {
            return List.of();
        }
        if (m.rows() != generators && m.rows() != 2 * generators) {
            throw countMismatch("gencost", m.rows(), "gen", generators);
        }
        List<@Nullable Cost> costs = new ArrayList<>(m.rows());
        for (int r = 0; r < m.rows(); r++) {
            costs.add(cost(m, r, "gencost"));
        }
        return costs;
    }

    private MatpowerFormatException countMismatch(String field, int rows, String of, int elements) {
        return scanner.errorAtLine(
                fields.line(field),
                field + " has " + rows + " rows, expected one for each of the " + elements + " rows of " + of
                        + (field.equals("gencost") ? ", or two (active, then reactive)." : "."),
                "Add or remove rows.");
    }

    private Cost cost(Matrix m, int r, String field) throws MatpowerFormatException {
        if (m.columns() < 4) {
            throw scanner.errorAtLine(
                    m.line(r), field + " has " + m.columns() + " columns, expected at least 4.", "Add the cost data.");
        }
        int model = whole(m, r, 0, field, "MODEL");
        int n = whole(m, r, 3, field, "NCOST");
        if (model != 1 && model != 2) {
            throw scanner.errorAtLine(
                    m.line(r),
                    "the cost model (column 1) is " + model + ", expected 1 (piecewise linear) or 2 (polynomial).",
                    "Correct it.");
        }
        long needed = 4L + (model == 1 ? 2L * n : n);
        if (n < (model == 1 ? 2 : 0) || needed > m.columns()) {
            throw scanner.errorAtLine(
                    m.line(r),
                    "NCOST (column 4) is " + n + (model == 1 ? " points" : " coefficients") + ", but the row has "
                            + (m.columns() - 4) + " numbers for them.",
                    model == 1 ? "Give at least two points, two numbers each." : "Correct NCOST or add coefficients.");
        }
        if (model == 2) {
            Double[] coefficients = new Double[n];
            for (int k = 0; k < n; k++) {
                coefficients[k] = m.at(r, 4 + k);
            }
            return new Cost.Polynomial(m.at(r, 1), m.at(r, 2), Arrays.asList(coefficients));
        }
        List<Cost.Point> points = new ArrayList<>(n);
        for (int k = 0; k < n; k++) {
            points.add(new Cost.Point(m.at(r, 4 + 2 * k), m.at(r, 5 + 2 * k)));
        }
        return new Cost.PiecewiseLinear(m.at(r, 1), m.at(r, 2), points);
    }

    private List<String> named(String field, String of, int rows) throws MatpowerFormatException {
        List<String> names = fields.names(field);
        if (!names.isEmpty() && names.size() != rows) {
            throw countMismatch(field, names.size(), of, rows);
        }
        return names;
    }

    private int whole(Matrix m, int r, int column, String field, String columnName) throws MatpowerFormatException {
        double value = m.at(r, column);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw scanner.errorAtLine(
                    m.line(r),
                    field + " column " + (column + 1) + " (" + columnName + ") is " + value
                            + ", expected a whole number.",
                    "Correct it.");
        }
        return (int) value;
    }
}
