package dev.opflow.matpower;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a case's text as fields by name. Both shapes are read: {@code mpc.bus = [...]} (format 2) and
 * {@code bus = [...]} (format 1).
 */
final class Fields {
    private static final Set<String> MATRICES =
            Set.of("bus", "gen", "branch", "gencost", "dcline", "dclinecost", "areas");
    private static final Set<String> NAMES = Set.of("bus_name", "gen_name", "branch_name", "gentype", "genfuel");
    private static final Set<String> CLOSING = Set.of("end", "endfunction", "return");

    private final Scanner scanner;
    private final Map<String, Matrix> matrices = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private String caseName = "";
    private String structName = "";
    private double baseMva = Double.NaN;
    private boolean firstFormat;

    private Fields(Scanner scanner) {
        this.scanner = scanner;
    }

    static Fields read(Scanner scanner) throws MatpowerFormatException {
        Fields fields = new Fields(scanner);
        fields.readHeader();
        scanner.skipToStatement();
        while (scanner.peek() >= 0) {
            fields.readStatement();
            scanner.skipToStatement();
        }
        return fields;
    }

    String caseName() {
        return caseName;
    }

    double baseMva() {
        return baseMva;
    }

    /** Whether the case is in format 1, whose branches have no angle limits. */
    boolean isFirstFormat() {
        return firstFormat;
    }

    List<Finding> findings() {
        return findings;
    }

    @Nullable
    Matrix matrix(String name) {
        return matrices.get(name);
    }

    List<String> names(String name) {
        return names.getOrDefault(name, List.of());
    }

    int line(String name) {
        return lines.getOrDefault(name, 0);
    }

    /** {@code function mpc = name}, or {@code function [baseMVA, bus, ...] = name}; a script has none. */
    private void readHeader() throws MatpowerFormatException {
        scanner.skipToStatement();
        Scanner.Mark mark = scanner.mark();
        if (!scanner.name().equals("function")) {
            scanner.reset(mark);
            return;
        }
        scanner.skipBlanks();
        if (scanner.peek() == '[') {
            firstFormat = true;
            scanner.skipBracketed();
        } else {
            structName = scanner.name();
        }
        scanner.skipBlanks();
        if (!scanner.take('=')) {
            throw scanner.unexpected("= and the name of the case", "Begin with: function mpc = name");
        }
        scanner.skipBlanks();
        caseName = scanner.name();
        scanner.skipBlanks();
        if (scanner.peek() == '(') {
            scanner.skipBracketed();
        }
        scanner.endStatement();
    }

    private void readStatement() throws MatpowerFormatException {
        Scanner.Mark mark = scanner.mark();
        String left = scanner.name();
        if (CLOSING.contains(left)) {
            scanner.endStatement();
            return;
        }
        scanner.skipBlanks();
        if (left.isEmpty() || scanner.peek() != '=' || scanner.peekNext() == '=') {
            scanner.reset(mark);
            throw scanner.code();
        }
        scanner.skip();
        scanner.skipBlanks();
        int line = scanner.line();
        readValue(fieldName(left, mark), line);
        scanner.endStatement();
    }

    private String fieldName(String left, Scanner.Mark mark) throws MatpowerFormatException {
        int dot = left.indexOf('.');
        if (dot < 0) {
            firstFormat |= structName.isEmpty();
            return left;
        }
        if (structName.isEmpty() && !firstFormat) {
            structName = left.substring(0, dot);
        }
        if (!left.substring(0, dot).equals(structName)) {
            scanner.reset(mark);
            throw scanner.unexpected(
                    firstFormat ? "a plain variable, as in bus = [...]" : "a field of " + structName,
                    "Assign the fields of one case only.");
        }
        return left.substring(dot + 1);
    }

    private void readValue(String field, int line) throws MatpowerFormatException {
        Integer before = lines.put(field, line);
        if (before != null) {
            throw scanner.error(
                    field + " is assigned a second time; the first is at line " + before + ".", "Remove one of them.");
        }
        int c = scanner.peek();
        if (MATRICES.contains(field)) {
            if (c != '[') {
                throw scanner.unexpected("[ and the rows of " + field, "Write its numbers out.");
            }
            matrices.put(field, scanner.matrix(field));
        } else if (NAMES.contains(field)) {
            if (c != '{') {
                throw scanner.unexpected("{ and the strings of " + field, "Write them as {'north'; 'south'}.");
            }
            names.put(field, scanner.strings(field));
        } else if (field.equals("baseMVA")) {
            boolean bracketed = scanner.take('[');
            scanner.skipBlanks();
            baseMva = scanner.number();
            scanner.skipBlanks();
            if (bracketed && !scanner.take(']')) {
                throw scanner.unexpected("]", "baseMVA is one number.");
            }
        } else if (field.equals("version")) {
            readVersion();
        } else {
            skipUnknown(field, line);
        }
    }

    private void readVersion() throws MatpowerFormatException {
        Scanner.Mark mark = scanner.mark();
        int c = scanner.peek();
        String version = c == '\'' || c == '"' ? scanner.string() : String.valueOf((long) scanner.number());
        if (!version.equals("1") && !version.equals("2")) {
            scanner.reset(mark);
            throw scanner.unexpected(
                    "version '2' or '1'", "Save the case with MATPOWER's savecase(), which writes version 2.");
        }
        firstFormat = version.equals("1");
    }

    private void skipUnknown(String field, int line) throws MatpowerFormatException {
        int c = scanner.peek();
        if (c == '[' || c == '{') {
            scanner.skipBracketed();
        } else if (c == '\'' || c == '"') {
            scanner.string();
        } else {
            scanner.number();
        }
        findings.add(new Finding(
                Finding.Severity.INFORMATION,
                "unknown-field",
                Element.NETWORK,
                line,
                "the field " + field + " is not part of an optimal power flow.",
                "It is passed over."));
    }
}
