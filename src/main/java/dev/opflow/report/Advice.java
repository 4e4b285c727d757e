package dev.opflow.report;

import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.grid.Finding;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to do about a run that is not solved, for people; the message of its outcome says what is wrong. */
public final class Advice {
    private Advice() {}

    /** One or two sentences; empty for a solved case. */
    public static String of(RunRecord run) {
        return switch (run.outcome()) {
            case Outcome.Solved s -> "";
            case Outcome.Unverified u ->
                "Do not use this point. Solve the case with option engine=embedded"
                        + (run.engine().name().equals("embedded") ? " and a smaller tolerance" : "")
                        + ", and report the case: this should not happen.";
            case Outcome.Infeasible i -> ofInfeasible(i, run.relaxed());
            case Outcome.NotConverged n ->
                warnings(run)
                        + "Try another start (option initialization=MIDPOINT, FLATSTART or DCOPF), a larger"
                        + " max_iterations or tolerance; options include_loadloss_variables=true and"
                        + " include_powerimbalance_variables=true show where power is missing.";
            case Outcome.DeadlineReached d ->
                "Give it more: --time-limit on the command line; timeout and memory (which brings processors) of the"
                        + " function, opflow.margin if results are written sooner.";
            case Outcome.InvalidCase i -> "Mend the case where the findings say so: those of severity ERROR stop it.";
            case Outcome.Refused refused ->
                switch (refused.reason()) {
                    case UNKNOWN_OPTION ->
                        "Correct the option: metadata opflow-NAME of the upload, --option NAME=VALUE on the command"
                                + " line.";
                    case INEXPRESSIBLE_CASE ->
                        "Take out of the case what is named, or choose another engine or option; engine=auto takes the"
                                + " first that can.";
                    case ABSENT_ENGINE ->
                        "Choose option engine=embedded or auto, or name an installation of ExaGO (EXAGO_HOME).";
                };
        };
    }

    /** What may be the cause is better mended than searched around. */
    private static String warnings(RunRecord run) {
        String codes = run.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Finding::code)
                .distinct()
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? "" : "See first to the warnings among the findings: " + codes + ". ";
    }

    private static String ofInfeasible(Outcome.Infeasible infeasible, @Nullable RelaxedCase relaxed) {
        boolean isOneEnough = infeasible.reliefs().stream().anyMatch(relief -> relief.trial() == Relief.Trial.ENOUGH);
        String first = isOneEnough
                ? "Make one of the changes that the message names, each alone, or ask for less demand"
                : "Ask for less demand, or change several limits";
        if (relaxed == null) {
            return first + "; option include_loadloss_variables=true tells how much demand can be served.";
        }
        return first
                + (relaxed.isSolved()
                        ? String.format(
                                Locale.ROOT,
                                ". relaxed.m has a solution, at %.2f $/h: it says at its head what was changed.",
                                relaxed.objective())
                        : ". relaxed.m allows what is missed, but was not solved: it says why.");
    }
}
