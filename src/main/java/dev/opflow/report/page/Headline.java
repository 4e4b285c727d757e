package dev.opflow.report.page;

import dev.opflow.engine.Outcome;
import dev.opflow.grid.Finding;
import dev.opflow.report.RunRecord;
import dev.opflow.report.page.BindingLimit.Kind;
import dev.opflow.report.page.SystemSummary.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the top of the page says: how it ended, in a word, a sentence and a few figures. */
final class Headline {
    /** Less is not worth a word. */
    private static final double LEAST_MW = 1e-3;

    private static final double LEAST_COST = 0.005;

    private Headline() {}

    /** The mood of an outcome, as the style has it. */
    static String mood(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Solved _ -> "good";
            case Outcome.NotConverged _, Outcome.DeadlineReached _, Outcome.Refused _ -> "warn";
            case Outcome.Infeasible _, Outcome.InvalidCase _, Outcome.Unverified _ -> "bad";
        };
    }

    /** A sign for the mood, for who does not see its colour. */
    static String sign(Outcome outcome) {
        return switch (mood(outcome)) {
            case "good" -> "✓";
            case "warn" -> "!";
            default -> "✕";
        };
    }

    /** An outcome in words. */
    static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Solved _ -> "Solved and verified";
            case Outcome.Infeasible _ -> "Infeasible";
            case Outcome.NotConverged _ -> "Not converged";
            case Outcome.DeadlineReached _ -> "Deadline reached";
            case Outcome.InvalidCase _ -> "Invalid case";
            case Outcome.Refused _ -> "Refused";
            case Outcome.Unverified _ -> "Unverified";
        };
    }

    /** An outcome without solution in a sentence. */
    static String sentence(Outcome outcome) {
        if (!(outcome instanceof Outcome.InvalidCase invalid)) {
            return outcome.message();
        }
        int errors = invalid.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .mapToInt(Finding::count)
                .sum();
        return "The case can't be solved as it is: " + Numbers.count(errors, "error was found.", "errors were found.");
    }

    /** A solved case in a few sentences. */
    static String sentence(SolvedCase solved, List<BindingLimit> binding) {
        SystemSummary summary = new SystemSummary(solved);
        double generation = summary.generation().mw();
        double unserved = summary.unserved().mw();
        double missing = summary.missing().mw();
        double penalties = summary.penalties();
        StringBuilder text = new StringBuilder(
                        Numbers.count(summary.generators().count(), "generator gives", "generators give"))
                .append(" ")
                .append(Numbers.fixed(generation, 1))
                .append(" MW; the load is ")
                .append(Numbers.fixed(load(summary), 1))
                .append(" MW");
        if (unserved > LEAST_MW) {
            text.append(", of which ").append(Numbers.fixed(unserved, 1)).append(" MW are not served");
        }
        if (missing > LEAST_MW) {
            text.append(", and at some buses ")
                    .append(Numbers.fixed(missing, 1))
                    .append(" MW come from nowhere or vanish");
        }
        text.append(". It costs ")
                .append(Numbers.fixed(solved.solution().objective() - penalties, 2))
                .append(" $/h");
        if (penalties >= LEAST_COST) {
            text.append(", besides ")
                    .append(Numbers.fixed(penalties, 2))
                    .append(" $/h of penalties for what is not met");
        }
        if (!solved.isDc() && generation > LEAST_MW) {
            text.append("; ")
                    .append(Numbers.percent(losses(summary) / generation, 2))
                    .append(" of the generation is lost on the way");
        }
        text.append(". ");
        if (solved.prices() != null) {
            PriceRange range = PriceRange.of(solved, solved.buses());
            text.append("One more MW costs ")
                    .append(Numbers.fixed(range.average(), 2))
                    .append(" $/h on average, from ")
                    .append(Numbers.fixed(range.least(), 2))
                    .append(" to ")
                    .append(Numbers.fixed(range.most(), 2))
                    .append(" depending on where. ")
                    .append(binding(binding));
        }
        return text.toString();
    }

    private static String binding(List<BindingLimit> binding) {
        List<BindingLimit> flows =
                binding.stream().filter(limit -> limit.kind() == Kind.FLOW).toList();
        if (flows.isEmpty()) {
            return "No branch is at its limit of flow"
                    + (binding.isEmpty()
                            ? ", and no other limit binds."
                            : "; " + Numbers.count(binding.size(), "other limit binds.", "other limits bind."));
        }
        BindingLimit dearest = flows.stream().max(Order.by(BindingLimit::price)).get();
        return (flows.size() == 1
                        ? "One branch is at its limit of flow: "
                        : Numbers.count(flows.size()) + " branches are at their limit of flow; the dearest is ")
                + dearest.element() + ", where " + (dearest.unit().equals("MW") ? "1 MW" : "1 MVA")
                + " more would save " + Numbers.fixed(dearest.price(), 2) + " $/h.";
    }

    /** The figures below it. */
    static List<Map<String, String>> cards(RunRecord run, SolvedCase solved, List<BindingLimit> binding) {
        SystemSummary summary = new SystemSummary(solved);
        List<Map<String, String>> cards = new ArrayList<>();
        double penalties = summary.penalties();
        double cost = solved.solution().objective() - penalties;
        cards.add(card(
                "Cost",
                money(cost),
                "$/h",
                penalties >= LEAST_COST ? "and " + money(penalties) + " of penalties" : "objective"));
        double generation = summary.generation().mw();
        double capacity = summary.onlineCapacity().mw();
        cards.add(card(
                "Generation",
                Numbers.fixed(generation, 1),
                "MW",
                Numbers.percent(generation / capacity, 0) + " of what is online"));
        double mvar = summary.fixedLoad().mvar() + summary.dispatchableLoad().mvar();
        cards.add(card(
                "Load", Numbers.fixed(load(summary), 1), "MW", solved.isDc() ? "" : Numbers.fixed(mvar, 1) + " MVAr"));
        if (solved.solution().loadloss() != null) {
            Power unserved = summary.unserved();
            cards.add(card(
                    "Load not served",
                    Numbers.fixed(unserved.mw(), 1),
                    "MW",
                    Numbers.percent(unserved.mw() / load(summary), 1) + " of the load"));
        }
        if (!solved.isDc()) {
            cards.add(card(
                    "Losses",
                    Numbers.fixed(losses(summary), 2),
                    "MW",
                    generation > LEAST_MW ? Numbers.percent(losses(summary) / generation, 2) + " of generation" : ""));
        }
        if (solved.prices() != null) {
            PriceRange range = PriceRange.of(solved, solved.buses());
            cards.add(card(
                    "LMP",
                    Numbers.fixed(range.average(), 2),
                    "$/MWh",
                    "by load; " + Numbers.fixed(range.least(), 2) + " to " + Numbers.fixed(range.most(), 2)));
            long flows =
                    binding.stream().filter(limit -> limit.kind() == Kind.FLOW).count();
            long outputs = binding.stream()
                    .filter(limit -> limit.kind().isOfGenerators())
                    .count();
            cards.add(card(
                    "Limits of the grid that bind",
                    Numbers.count(binding.size() - outputs),
                    "",
                    Numbers.count(flows, "of a branch's flow", "of branch flows") + "; besides, "
                            + Numbers.count(outputs) + " of generators"));
        }
        cards.add(card(
                "Solved in",
                Numbers.brief(run.seconds().total(), 3),
                "s",
                Numbers.count(run.iterations(), "iteration", "iterations") + ", "
                        + run.engine().name()));
        return cards;
    }

    private static String money(double cost) {
        return Numbers.fixed(cost, Math.abs(cost) < 1e6 ? 2 : 0);
    }

    private static double losses(SystemSummary summary) {
        return summary.losses().mw() + summary.dcLineLossesMw();
    }

    private static double load(SystemSummary summary) {
        return summary.fixedLoad().mw() + summary.dispatchableLoad().mw();
    }

    private static Map<String, String> card(String label, String value, String unit, String aside) {
        return Map.of("label", unit.isEmpty() ? label : label + ", " + unit, "value", value, "aside", aside);
    }
}
