package dev.opflow.report.page;

import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Finding;
import dev.opflow.report.Advice;
import dev.opflow.report.RelaxedCase;
import dev.opflow.report.RunRecord;
import dev.opflow.report.page.Block.Note;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import java.util.ArrayList;
import java.util.List;

/** What stands in the way of a solution, where, and what to do; and whatever was found about the case. */
final class ProblemSections {
    private static final int MOST_FINDINGS = 200;

    private static final String ESTIMATES = "Enough alone is only what was changed alone, solved and verified.";

    private ProblemSections() {}

    /** Nothing for a case that is solved. */
    static List<Section> of(RunRecord run) {
        List<Section> sections = new ArrayList<>();
        String advice = Advice.of(run);
        if (!advice.isEmpty()) {
            sections.add(new Section("todo", "What to do", List.of(new Note(advice))));
        }
        List<Block> missed = new ArrayList<>();
        if (!run.violations().isEmpty()) {
            missed.add(violations(run));
        }
        if (run.outcome() instanceof Outcome.Infeasible infeasible
                && !infeasible.reliefs().isEmpty()) {
            missed.add(reliefs(infeasible.reliefs()));
        }
        if (run.relaxed() != null) {
            missed.add(changes(run.relaxed()));
        }
        if (!missed.isEmpty()) {
            sections.add(new Section("missed", "What is missed", missed));
        }
        return sections;
    }

    private static Table violations(RunRecord run) {
        return Table.first(
                "missed-table",
                run.outcome() instanceof Outcome.Infeasible
                        ? "The least that is missed, as far as was found"
                        : "Limits and equations that the claimed solution misses, worst first",
                List.of("Element", "Limit"),
                List.of("Missed by"),
                run.violations(),
                violation -> new Row(
                        violation.element().label(), List.of(violation.description()), List.of(excess(violation))),
                "The worst",
                "result.json");
    }

    /** An outcome has a few of them. */
    private static Table reliefs(List<Relief> reliefs) {
        List<Row> rows = reliefs.stream()
                .map(relief -> new Row(
                        relief.element().label(),
                        List.of(
                                relief.description(),
                                switch (relief.trial()) {
                                    case ENOUGH -> "yes";
                                    case NOT_ENOUGH -> "no";
                                    case NONE -> "not tried";
                                }),
                        List.of(relief.trial() == Relief.Trial.ENOUGH ? Numbers.fixed(relief.objective(), 2) : "-")))
                .toList();
        return new Table(
                "relief-table",
                "Limits in the way; those enough alone first, by the size of the change",
                List.of("Element", "Limit", "Enough alone"),
                List.of("Cost then, $/h"),
                rows,
                ESTIMATES,
                "");
    }

    private static Table changes(RelaxedCase relaxed) {
        List<Row> rows = relaxed.changes().stream()
                .limit(Table.MOST_ROWS)
                .map(change -> new Row(
                        change.element().label(),
                        List.of(change.field(), change.unit()),
                        List.of(Numbers.brief(change.from(), 6), Numbers.brief(change.to(), 6))))
                .toList();
        String state = relaxed.isSolved()
                ? "It was solved and verified, at " + Numbers.fixed(relaxed.objective(), 2) + " $/h."
                : "It was not solved: " + relaxed.message();
        return new Table(
                "relaxed-table",
                "A case near this one that allows what is missed",
                List.of("Element", "Number", "Unit"),
                List.of("Was", "Is"),
                rows,
                (rows.size() < relaxed.changes().size()
                                ? "The first " + rows.size() + " of "
                                        + Numbers.count(relaxed.changes().size()) + " changes. "
                                : "")
                        + state + " The whole case is",
                "relaxed.m");
    }

    /** In the limit's own unit where it has one. */
    private static String excess(Violation violation) {
        String unit = violation.limit().unit();
        double missed = Math.abs(violation.value() - violation.bound());
        return unit.isEmpty() || !Double.isFinite(missed)
                ? Numbers.measure(violation.excess())
                : Numbers.measure(missed) + " " + unit;
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
