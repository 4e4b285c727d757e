package dev.opflow.matpower;

import dev.opflow.grid.Finding;

/** Which version of MATPOWER's format a case is read as, and what that leaves out of it. */
final class Version {
    private final Fields fields;

    Version(Fields fields) {
        this.fields = fields;
    }

    /**
     * Reports what its author may not have meant.
     *
     * @throws MatpowerFormatException for a case of version 1 with more columns than it has
     */
    void check(Table gen, Table branch) throws MatpowerFormatException {
        if (fields.isFirstFormat()) {
            checkFirst(gen, branch);
        } else if (!fields.has("version")) {
            report("the case does not give its version, and gen has 21 columns or more: it is read as version 2.");
        }
    }

    private void checkFirst(Table gen, Table branch) throws MatpowerFormatException {
        if (gen.columns() > CaseBuilder.RAMP_COLUMNS) {
            throw fields.error(
                    "gen",
                    gen.columns() + " columns of gen in a case of version 1",
                    "at most " + CaseBuilder.RAMP_COLUMNS,
                    "If it is of version 2, set mpc.version = '2' and write mpc.gen.");
        }
        if (!fields.saysFirstFormat()) {
            report(
                    fields.has("version")
                            ? "matrices in variables of their own are of version 1, whatever version says."
                            : "the case does not give its version, and gen has fewer than 21 columns:"
                                    + " it is read as version 1.");
        }
        reportDropped("branch", branch, CaseBuilder.BRANCH_COLUMNS, "angle limits");
        reportDropped("gen", gen, CaseBuilder.GEN_COLUMNS, "capability curves and ramp rates");
    }

    private void report(String message) {
        fields.report(
                Finding.Severity.INFORMATION,
                "no-version",
                "version",
                message,
                "For version 2, set mpc.version = '2'.");
    }

    /** Columns of format 1 beyond the data are results. */
    private void reportDropped(String field, Table table, int kept, String others) {
        if (table.columns() > kept) {
            fields.report(
                    fields.saysFirstFormat() ? Finding.Severity.INFORMATION : Finding.Severity.WARNING,
                    "dropped-columns",
                    field,
                    "the columns of " + field + " after " + kept + " are results in version 1 and are left out.",
                    "If they are " + others + ", set mpc.version = '2'.");
        }
    }
}
