package dev.opflow.matpower;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The fields of a case by what the reader does with them. */
final class KnownFields {
    private static final Set<String> MATRICES = Set.of("bus", "gen", "branch", "gencost", "dcline", "dclinecost");
    /** Lists of strings, each with the matrix whose rows it names. */
    private static final Map<String, String> NAMES = Map.of(
            "bus_name", "bus",
            "gen_name", "gen",
            "branch_name", "branch",
            "gentype", "gen",
            "genfuel", "gen");
    /** What else MATPOWER writes into every case, or every solved one; no news to anybody. */
    private static final Set<String> PASSED_OVER = Set.of("areas", "f", "et", "success", "iterations");
    /** What makes MATPOWER, or PowerModels, solve another problem: constraints and costs of the user's, and more elements. */
    private static final Set<String> EXTENSIONS = Set.of(
            "A",
            "l",
            "u",
            "N",
            "fparm",
            "H",
            "Cw",
            "z0",
            "zl",
            "zu",
            "user_constraints",
            "user_costs",
            "userfcn",
            "reserves",
            "if",
            "iflims",
            "softlims",
            "storage",
            "switch");

    private KnownFields() {}

    /** What stands before the first dot: {@code reserves} of {@code reserves.cost}. */
    static String firstPart(String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? field : field.substring(0, dot);
    }

    /** Whether a field is a matrix of numbers that is read. */
    static boolean isMatrix(String field) {
        return MATRICES.contains(field);
    }

    /** Whether a field is a list of strings that is read. */
    static boolean isNames(String field) {
        return NAMES.containsKey(field);
    }

    /** The matrix whose rows a list of strings names. */
    static String matrixOf(String names) {
        return Objects.requireNonNull(NAMES.get(names));
    }

    /** Whether a field, unless empty, makes another problem than the standard one of the case. */
    static boolean isExtension(String field) {
        return EXTENSIONS.contains(field);
    }

    /** Whether a field is passed over without a word. */
    static boolean isPassedOver(String field) {
        return PASSED_OVER.contains(field);
    }
}
