package dev.opflow.report.page;

import dev.opflow.engine.Outcome;
import dev.opflow.grid.Network;
import dev.opflow.report.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes {@code report.html}: every outcome has one. It takes nothing from elsewhere, and nothing of the case unescaped. */
public final class ReportPage {
    private final RunRecord run;
    private final Map<String, Object> data = new HashMap<>();
    private final List<Section> sections = new ArrayList<>();

    private ReportPage(RunRecord run) {
        this.run = run;
    }

    /** The page as UTF-8 text. */
    public static byte[] write(RunRecord run) {
        return new ReportPage(run).write();
    }

    private byte[] write() {
        Outcome outcome = run.outcome();
        Network network = run.network();
        data.put("name", run.source().name());
        data.put("status", Headline.status(outcome));
        data.put("mood", Headline.mood(outcome));
        data.put("sign", Headline.sign(outcome));
        data.put("model", run.isDc() ? "DC optimal power flow" : "AC optimal power flow");
        data.put("maker", "Made by opflow-lambda " + RunFacts.version() + ".");
        if (outcome instanceof Outcome.Solved solved && network != null) {
            writeSolution(SolvedCase.of(run, network, solved));
        } else {
            data.put("cards", List.of());
            data.put("sentence", outcome.message());
        }
        data.put("isSolved", outcome instanceof Outcome.Solved);
        sections.addAll(RunFacts.sections(run));
        data.put("sections", sections);
        return Templates.page(data);
    }

    private void writeSolution(SolvedCase solved) {
        List<BindingLimit> binding = BindingLimits.of(solved);
        data.put("sentence", Headline.sentence(solved, binding));
        data.put("cards", Headline.cards(run, solved, binding));
        ElementTables tables = new ElementTables(solved);
        sections.add(SummarySection.of(solved));
        sections.add(new Section("dispatch", "Dispatch", List.of(tables.generators())));
        sections.add(new Section("voltages", "Voltages", List.of(tables.buses())));
        sections.add(new Section("branches", "Branch loading", List.of(tables.branches())));
    }
}
