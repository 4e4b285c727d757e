package dev.opflow.report.page;

import dev.opflow.engine.Outcome;
import dev.opflow.grid.Network;
import dev.opflow.report.Billing;
import dev.opflow.report.RunRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes {@code report.html}: every outcome has one. It takes nothing from elsewhere, and nothing of the case unescaped. */
public final class ReportPage {
    private final RunRecord run;
    private final Map<String, Object> data = new HashMap<>();
    private final List<Section> sections = new ArrayList<>();

    private ReportPage(RunRecord run) {
        this.run = run;
    }

    /**
     * The page as UTF-8 text.
     *
     * @param files names of the result's files beside it
     * @param billing what the run has cost so far; null where nobody is billed
     */
    public static byte[] write(RunRecord run, List<String> files, @Nullable Billing billing) {
        return new ReportPage(run).write(files, billing);
    }

    private byte[] write(List<String> files, @Nullable Billing billing) {
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
            data.put("sentence", Headline.sentence(outcome));
        }
        data.put("files", files.stream().map(ReportPage::described).toList());
        sections.addAll(ProblemSections.of(run));
        sections.addAll(ProblemSections.findings(run));
        sections.addAll(RunFacts.sections(run, billing));
        data.put("sections", sections);
        return Templates.page(data);
    }

    private static Map<String, String> described(String file) {
        return Map.of(
                "name",
                file,
                "words",
                switch (file) {
                    case "result.json" -> "every figure, for programs";
                    case "solved.m" -> "the case with this operating point, for MATPOWER";
                    case "relaxed.m" -> "a case near this one that allows what is missed, for MATPOWER";
                    default -> file.endsWith(".csv") ? "a table for spreadsheets" : "";
                });
    }

    private void writeSolution(SolvedCase solved) {
        List<BindingLimit> binding = BindingLimits.of(solved);
        data.put("sentence", Headline.sentence(solved, binding));
        data.put("cards", Headline.cards(run, solved, binding));
        ElementTables tables = new ElementTables(solved);
        DispatchCharts dispatch = new DispatchCharts(solved);
        GridCharts grid = new GridCharts(solved);
        if (solved.prices() != null) {
            sections.add(new Section("binding", "Binding limits", binding(solved, binding)));
            sections.add(new Section("prices", "Prices", prices(solved, grid)));
        }
        sections.add(SummarySection.of(solved));
        sections.add(new Section("dispatch", "Dispatch", with(dispatch.blocks(), tables.generators())));
        sections.add(new Section("branches", "Branch loading", branches(solved, grid, tables)));
        sections.add(new Section("voltages", "Voltages", voltages(solved, grid, tables)));
    }

    private static List<Block> prices(SolvedCase solved, GridCharts grid) {
        boolean hasAreas = new SystemSummary(solved).areas() > 1;
        return List.of(grid.prices(), hasAreas ? PriceTables.areas(solved) : PriceTables.ends(solved));
    }

    /** In a DC power flow there are none to be drawn: each is 1. */
    private static List<Block> voltages(SolvedCase solved, GridCharts grid, ElementTables tables) {
        return solved.isDc() ? List.of(tables.buses()) : List.of(grid.voltages(), grid.voltageCounts(), tables.buses());
    }

    /** Where no branch has a limit, there is nothing to draw. */
    private static List<Block> branches(SolvedCase solved, GridCharts grid, ElementTables tables) {
        List<Block> blocks = new ArrayList<>();
        if (IntStream.of(solved.branches()).allMatch(l -> Double.isNaN(solved.loading()[l]))) {
            blocks.add(new Block.Note(
                    solved.branches().length == 0
                            ? "There are no branches."
                            : "No branch has a limit of flow (rateA)."));
        } else {
            blocks.addAll(List.of(grid.loading(), grid.mostLoaded()));
        }
        if (solved.branches().length > 0) {
            blocks.add(tables.branches());
        }
        if (solved.dcLines().length > 0) {
            blocks.add(tables.dcLines());
        }
        return blocks;
    }

    private static List<Block> binding(SolvedCase solved, List<BindingLimit> binding) {
        List<Block> blocks = new ArrayList<>();
        if (solved.branches().length + solved.dcLines().length > 0) {
            boolean isCongested = binding.stream().anyMatch(BindingLimit::isOfFlow);
            blocks.add(NeighbourhoodChart.of(solved, Neighbourhood.of(solved, binding), isCongested));
        }
        blocks.addAll(
                binding.isEmpty()
                        ? List.of(new Block.Note("No limit binds: a larger one would save nothing."))
                        : PriceTables.binding(binding));
        return blocks;
    }

    private static List<Block> with(List<Block> blocks, Block last) {
        List<Block> all = new ArrayList<>(blocks);
        all.add(last);
        return all;
    }
}
