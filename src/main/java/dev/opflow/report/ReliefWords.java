package dev.opflow.report;

import dev.opflow.engine.Relief;
import dev.opflow.engine.Relief.Trial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of the limits in the way of a solution, in a few sentences. */
public final class ReliefWords {
    private static final int FEW = 3;

    private ReliefWords() {}

    /**
     * Changes that were found to be enough; where there are none, what changes together are.
     *
     * @param reliefs one at least; those that are enough first
     * @param relaxed null where there is none
     */
    public static String of(List<Relief> reliefs, @Nullable RelaxedCase relaxed) {
        List<Relief> enough = with(Trial.ENOUGH, reliefs);
        if (!enough.isEmpty()) {
            String first = enough.getFirst().toString();
            return Character.toUpperCase(first.charAt(0)) + first.substring(1)
                    + enough.stream()
                            .skip(1)
                            .limit(FEW - 1)
                            .map(relief -> "; or " + relief)
                            .collect(Collectors.joining())
                    + ".";
        }
        List<Relief> tooLittle = with(Trial.NOT_ENOUGH, reliefs);
        if (!tooLittle.isEmpty()) {
            return "No single limit that was tried is enough (" + names(tooLittle) + ")" + together(relaxed) + ".";
        }
        return "In the way, to first order: " + names(reliefs) + " (none tried to the end).";
    }

    private static List<Relief> with(Trial trial, List<Relief> reliefs) {
        return reliefs.stream().filter(relief -> relief.trial() == trial).toList();
    }

    private static String names(List<Relief> reliefs) {
        return reliefs.stream().limit(FEW).map(Relief::name).collect(Collectors.joining(", ")) + more(reliefs.size());
    }

    private static String together(@Nullable RelaxedCase relaxed) {
        return relaxed == null || !relaxed.isSolved() || relaxed.changes().isEmpty()
                ? ""
                : "; relaxed.m changes these together: "
                        + relaxed.changes().stream()
                                .limit(FEW)
                                .map(RelaxedCase.Change::toString)
                                .collect(Collectors.joining("; "))
                        + more(relaxed.changes().size());
    }

    private static String more(int all) {
        return all > FEW ? " and " + (all - FEW) + " more" : "";
    }
}
