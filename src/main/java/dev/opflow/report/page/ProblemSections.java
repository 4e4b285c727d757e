package dev.opflow.report.page;

import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Finding;
import dev.opflow.report.RunRecord;
import dev.opflow.report.page.Block.Note;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a solution, where, and what to do; and whatever was found about the case. */
final class ProblemSections {
    private static final int MOST_FINDINGS = 200;

    private static final String ESTIMATES =
            "Estimates by the slopes at the last point, and lower ones where other limits follow.";

    private ProblemSections() {}

    /** Nothing for a case that is solved. */
    static List<Section> of(RunRecord run) {
        List<Section> sections = new ArrayList<>();
        List<Block> todo = advice(run.outcome()).stream()
                .<Block>map(text -> new Note(text))
                .toList();
        if (!todo.isEmpty()) {
            sections.add(new Section("todo", "What to do", todo));
        }
        List<Block> missed = new ArrayList<>();
        if (!run.violations().isEmpty()) {
            missed.add(violations(run));
        }
        if (run.outcome() instanceof Outcome.Infeasible infeasible
                && !infeasible.reliefs().isEmpty()) {
            missed.add(reliefs(infeasible.reliefs()));
        }
        if (!missed.isEmpty()) {
            sections.add(new Section("missed", "What is missed", missed));
        }
        return sections;
    }

    private static Table violations(RunRecord run) {
        List<Violation> violations = run.violations();
        List<Row> rows = violations.stream()
                .limit(ElementTables.MOST_ROWS)
                .map(violation -> new Row(
                        violation.element().label(), List.of(violation.description()), List.of(excess(violation))))
                .toList();
        return new Table(
                "missed-table",
                run.outcome() instanceof Outcome.Infeasible
                        ? "The least that is missed, as far as was found"
                        : "Limits and equations that the claimed solution misses, worst first",
                List.of("Element", "Limit"),
                List.of("Missed by, p.u."),
                rows,
                rows.size() < violations.size()
                        ? "The worst " + rows.size() + " of " + Numbers.count(violations.size()) + ". All are in"
                        : "",
                rows.size() < violations.size() ? "result.json" : "",
                rows.size() > 12);
    }

    private static Table reliefs(List<Relief> reliefs) {
        List<Row> rows = reliefs.stream()
                .limit(ElementTables.MOST_ROWS)
                .map(relief -> new Row(
                        relief.element().label(),
                        List.of(relief.description()),
                        List.of(Numbers.brief(relief.change(), 4), Numbers.brief(relief.price(), 3))))
                .toList();
        return new Table(
                "relief-table",
                "What would have to give, each alone, cheapest first",
                List.of("Element", "Limit"),
                List.of("Change, p.u.", "Less is missed for one, p.u."),
                rows,
                rows.size() < reliefs.size()
                        ? "The first " + rows.size() + " of " + Numbers.count(reliefs.size()) + ". " + ESTIMATES
                        : ESTIMATES,
                "",
                rows.size() > 12);
    }

    private static String excess(Violation violation) {
        double excess = violation.excess();
        return excess >= 1e-3 ? Numbers.brief(excess, 4) : Numbers.scientific(excess);
    }

    private static List<String> advice(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Solved _ -> List.of();
            case Outcome.Infeasible _ ->
                List.of(
                        "No operating point near the one that was found keeps all limits. The table says where the"
                                + " least is missed: look there for a wrong limit or load, raise the limit, or bring a"
                                + " generator into service.",
                        "To see what the network can do all the same, let demand go unserved at a price (option"
                                + " include_loadloss_variables) or limits of flow be exceeded"
                                + " (allow_lineflow_violation).");
            case Outcome.NotConverged _ ->
                List.of(
                        "That says nothing of whether there is a solution. Another starting point may lead to one:"
                                + " option initialization, as DCOPF, FLATSTART or FROMFILE; or the other engine: option"
                                + " engine.",
                        "If the curves of the plot still fall at their end, allow more iterations: option"
                                + " max_iterations.");
            case Outcome.DeadlineReached _ ->
                List.of(
                        "Allow more time: the timeout of the function (15 minutes at the most) or --time-limit on the"
                                + " command line; more memory gives the function a faster processor too. Looser options"
                                + " solve earlier: tolerance.",
                        "The plot of convergence shows whether it was near: a solution has a primal and a dual"
                                + " residual of about the tolerance.");
            case Outcome.InvalidCase _ ->
                List.of("Put right what is marked as an error under Findings, and upload the case again.");
            case Outcome.Refused refused ->
                switch (refused.reason()) {
                    case UNKNOWN_OPTION ->
                        List.of("Correct the option, or leave it out. The names and values that there are: bin/opflow"
                                + " --help.");
                    case INEXPRESSIBLE_CASE ->
                        List.of("Leave the choice of the engine to opflow (option engine=auto), or take out what the"
                                + " message names.");
                    case ABSENT_ENGINE ->
                        List.of("Take an engine that is here: option engine=embedded, or auto, which finds one.");
                };
            case Outcome.Unverified _ ->
                List.of("Do not use this point. Try the other engine (option engine) or a smaller tolerance (option"
                        + " tolerance); the table says which limit is missed by how much.");
        };
    }

    /** What reading and checking found, errors first, each with its line of the file. */
    static List<Section> findings(RunRecord run) {
        if (run.findings().isEmpty()) {
            return List.of();
        }
        List<Block> blocks = new ArrayList<>();
        run.findings().stream()
                .limit(MOST_FINDINGS)
                .map(finding -> new Block.Remark(
                        finding.severity() == Finding.Severity.ERROR
                                ? "bad"
                                : finding.severity() == Finding.Severity.WARNING ? "warn" : "info",
                        word(finding.severity()),
                        finding.element().label(),
                        finding.message() + " " + finding.advice(),
                        finding.line(),
                        finding.text()))
                .forEach(blocks::add);
        if (run.findings().size() > MOST_FINDINGS) {
            blocks.add(new Note("The first " + MOST_FINDINGS + " of "
                    + Numbers.count(run.findings().size()) + "; all are in result.json."));
        }
        return List.of(new Section("findings", "Findings about the case", blocks));
    }

    private static String word(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "Error";
            case WARNING -> "Warning";
            case INFORMATION -> "Note";
        };
    }
}
