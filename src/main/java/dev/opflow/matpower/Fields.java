package dev.opflow.matpower;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The statements of a case's text as fields by name. Both shapes are read: {@code mpc.bus = [...]} (format 2) and
 * {@code bus = [...]} (format 1).
 */
final class Fields {
    private static final Set<String> CLOSING = Set.of("end", "endfunction", "return");
    private static final int MOST_FIELDS = 1000;
    private static final int SECOND_FORMAT_GEN_COLUMNS = 21;

    private final Scanner scanner;
    private final ValueReader reader;
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    /** Where each field's value begins. */
    private final Map<String, Scanner.Mark> places = new HashMap<>();

    /** Fields that make another problem, in the order of the text. */
    private final Set<String> extensions = new LinkedHashSet<>();

    private final List<Finding> findings = new ArrayList<>();
    private String caseName = "";
    private String structName = "";
    private double baseMva;
    private boolean plainVariables;
    private boolean firstFormat;
    private boolean closed;

    private Fields(Scanner scanner, ReaderLimits limits) {
        this.scanner = scanner;
        this.reader = new ValueReader(scanner, limits);
    }

    static Fields read(Scanner scanner, ReaderLimits limits) throws MatpowerFormatException {
        Fields fields = new Fields(scanner, limits);
        fields.readHeader();
        scanner.skipToStatement();
        while (!scanner.isAtEnd()) {
            fields.readStatement();
            scanner.skipToStatement();
        }
        return fields;
    }

    /** The name after {@code function}; empty in a script. */
    String caseName() {
        return caseName;
    }

    /** Power base, MVA; 0 where the text gives none. */
    double baseMva() {
        return baseMva;
    }

    /**
     * Whether the columns are those of format 1, without angle limits and capability curves, by the rule of MATPOWER's
     * {@code loadcase}: always where matrices stand in variables of their own, whatever their version; in a struct without
     * a version, where gen has fewer columns than format 2.
     */
    boolean isFirstFormat() {
        return firstFormat || plainVariables || (!has("version") && table("gen").columns() < SECOND_FORMAT_GEN_COLUMNS);
    }

    /** Whether format 1 is what the text itself says, not what follows from its look. */
    boolean saysFirstFormat() {
        return firstFormat || (plainVariables && !has("version"));
    }

    List<String> extensions() {
        return List.copyOf(extensions);
    }

    List<Finding> findings() {
        return findings;
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    /** The table of a field; one without rows where the text has none. */
    Table table(String name) {
        Table table = tables.get(name);
        return table == null ? new Table(name, new Matrix(), reader, scanner) : table;
    }

    List<String> names(String name) {
        return names.getOrDefault(name, List.of());
    }

    void report(Finding.Severity severity, String code, String field, String message, String advice) {
        Scanner.Mark place = places.get(field);
        findings.add(new Finding(severity, code, Element.NETWORK, place == null ? 0 : place.line(), message, advice));
    }

    /** An error about a field as a whole. */
    MatpowerFormatException error(String field, String found, String expected, String advice) {
        Scanner.Mark place = places.get(field);
        return scanner.error(place == null ? scanner.mark() : place, found, expected, advice);
    }

    MatpowerFormatException missing(String field) {
        return scanner.unexpected(
                (plainVariables ? "" : structName.isEmpty() ? "mpc." : structName + ".") + field + " before it",
                "A case needs baseMVA, bus, gen and branch.");
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
        if (scanner.take('[')) {
            readOutputs();
        } else {
            structName = scanner.name();
        }
        scanner.skipBlanks();
        if ((structName.isEmpty() && !plainVariables) || !scanner.take('=')) {
            throw scanner.unexpected("= and the name of the case", "Begin with: function mpc = name");
        }
        scanner.skipBlanks();
        caseName = scanner.name();
        if (caseName.isEmpty()) {
            throw scanner.unexpected("the name of the case", "Begin with: function mpc = name");
        }
        scanner.skipBlanks();
        if (scanner.take('(')) {
            scanner.skipBlanks();
            if (!scanner.take(')')) {
                throw scanner.unexpected(")", "A case takes no arguments.");
            }
        }
        scanner.endStatement();
    }

    /** One output is the case, several are the variables of format 1. */
    private void readOutputs() throws MatpowerFormatException {
        int outputs = 0;
        scanner.skipBlanks();
        while (!scanner.take(']')) {
            String output = scanner.name();
            if (output.isEmpty()) {
                throw scanner.unexpected("the name of an output or ]", "Begin with: function mpc = name");
            }
            outputs++;
            structName = output;
            do {
                scanner.skipBlanks();
            } while (scanner.take(','));
        }
        if (outputs != 1) {
            structName = "";
            plainVariables = true;
        }
    }

    private void readStatement() throws MatpowerFormatException {
        Scanner.Mark begin = scanner.mark();
        String left = scanner.name();
        if (CLOSING.contains(left)) {
            closed = true;
            scanner.endStatement();
            return;
        }
        if (closed) {
            scanner.reset(begin);
            throw scanner.code("nothing after the end of the case");
        }
        scanner.skipBlanks();
        boolean assigned = !left.isEmpty() && scanner.peek() == '=' && scanner.peekNext() != '=';
        if (!assigned) {
            scanner.reset(begin);
            throw scanner.code("a statement like " + (plainVariables ? "bus" : "mpc.bus") + " = [...]");
        }
        String field = fieldName(left, begin);
        scanner.skip();
        scanner.skipBlanks();
        Scanner.Mark value = scanner.mark();
        Scanner.Mark before = places.putIfAbsent(field, value);
        if (before != null) {
            throw scanner.error(
                    begin,
                    "a second assignment of " + left,
                    "one; the first is at line " + before.line(),
                    "Remove one of them.");
        }
        if (places.size() > MOST_FIELDS) {
            throw scanner.error(begin, "field " + places.size(), "at most " + MOST_FIELDS, "Remove those of no use.");
        }
        readValue(field);
        scanner.endStatement();
    }

    private String fieldName(String left, Scanner.Mark begin) throws MatpowerFormatException {
        int dot = left.indexOf('.');
        if (structName.isEmpty() && !plainVariables) {
            plainVariables = dot < 0;
            structName = dot < 0 ? "" : left.substring(0, dot);
        }
        boolean expected =
                plainVariables ? dot < 0 : dot > 0 && left.substring(0, dot).equals(structName);
        if (!expected) {
            scanner.reset(begin);
            throw scanner.code(plainVariables ? "a variable like bus = [...]" : "a field of " + structName);
        }
        String field = left.substring(dot + 1);
        String first = KnownFields.firstPart(field);
        if (!first.equals(field) && (KnownFields.isMatrix(first) || KnownFields.isNames(first))) {
            scanner.reset(begin);
            throw scanner.code("the value of " + first + " as a whole");
        }
        return field;
    }

    private void readValue(String field) throws MatpowerFormatException {
        int c = scanner.peek();
        if (KnownFields.isMatrix(field)) {
            if (c != '[') {
                throw scanner.unexpected("[ and the rows of " + field, Scanner.REWRITE);
            }
            tables.put(field, new Table(field, reader.matrix(field), reader, scanner));
        } else if (KnownFields.isNames(field)) {
            if (c != '{') {
                throw scanner.unexpected("{ and the strings of " + field, "Write them as {'north'; 'south'}.");
            }
            names.put(field, reader.strings(field, tables.get(KnownFields.matrixOf(field))));
        } else if (field.equals("baseMVA")) {
            readBaseMva();
        } else if (field.equals("version")) {
            readVersion();
        } else {
            skipUnread(field);
        }
    }

    private void readBaseMva() throws MatpowerFormatException {
        boolean bracketed = scanner.take('[');
        scanner.skipBlanks();
        baseMva = reader.number();
        scanner.skipBlanks();
        if (bracketed && !scanner.take(']')) {
            throw scanner.unexpected("]", "baseMVA is one number.");
        }
    }

    private void readVersion() throws MatpowerFormatException {
        Scanner.Mark begin = scanner.mark();
        String version = ValueReader.isQuote(scanner.peek()) ? reader.string() : String.valueOf(reader.number());
        boolean second = version.equals("2") || version.equals("2.0");
        firstFormat = version.equals("1") || version.equals("1.0");
        if (!firstFormat && !second) {
            scanner.reset(begin);
            throw scanner.unexpected(
                    "version '2' or '1'", "Save the case with MATPOWER's savecase(), which writes version 2.");
        }
    }

    private void skipUnread(String field) throws MatpowerFormatException {
        ValueSkipper skipper = new ValueSkipper(scanner, reader);
        skipper.skip();
        String first = KnownFields.firstPart(field);
        if (KnownFields.isExtension(first)) {
            if (!skipper.wasEmpty() && extensions.add(first)) {
                report(
                        Finding.Severity.WARNING,
                        "extension",
                        field,
                        "the field " + first + " makes this another problem than the standard one.",
                        "No engine here can express it; remove the field to solve the standard problem.");
            }
        } else if (!KnownFields.isPassedOver(first)) {
            report(
                    Finding.Severity.INFORMATION,
                    "unknown-field",
                    field,
                    "the field " + field + " is not part of an optimal power flow.",
                    "It is passed over.");
        }
    }
}
