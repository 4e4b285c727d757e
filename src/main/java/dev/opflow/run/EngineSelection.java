package dev.opflow.run;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.EngineChoice;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses the engine for a case: the one that is asked for, else the first that is here and can express it. */
final class EngineSelection {
    private final List<OpfEngine> engines;

    EngineSelection(List<OpfEngine> engines) {
        this.engines = List.copyOf(engines);
    }

    sealed interface Choice permits Chosen, None {}

    /**
     * An engine.
     *
     * @param engine the engine
     * @param reason why it, for the record
     * @param passedOver why those before it were not taken
     */
    record Chosen(OpfEngine engine, String reason, List<String> passedOver) implements Choice {}

    record None(Outcome.Refused refusal) implements Choice {}

    Choice choose(Network network, SolveOptions options) {
        return options.engine() == EngineChoice.AUTO
                ? first(engines, List.of(), network, options)
                : named(options.engine().name().toLowerCase(Locale.ROOT), network, options);
    }

    /**
     * What to do after the chosen engine has refused a case that it had seemed able to take.
     *
     * @return the next engine that can take it; nothing where the engine was asked for by name
     */
    Choice afterRefusal(Chosen chosen, Outcome.Refused refusal, Network network, SolveOptions options) {
        if (options.engine() != EngineChoice.AUTO) {
            return new None(refusal);
        }
        List<String> passedOver = new ArrayList<>(chosen.passedOver());
        passedOver.add(chosen.engine().name() + " refused it (" + refusal.message() + ")");
        List<OpfEngine> rest = engines.subList(engines.indexOf(chosen.engine()) + 1, engines.size());
        return rest.isEmpty() ? new None(refusal) : first(rest, passedOver, network, options);
    }

    /**
     * Who else could try a case that the chosen engine has not solved: no local method solves every case that has a solution.
     *
     * @return nobody where the engine was asked for by name, or was the last
     */
    Optional<Chosen> afterFailure(Chosen chosen, Outcome outcome, Network network, SolveOptions options) {
        List<OpfEngine> rest = engines.subList(engines.indexOf(chosen.engine()) + 1, engines.size());
        if (options.engine() != EngineChoice.AUTO || rest.isEmpty()) {
            return Optional.empty();
        }
        List<String> passedOver = new ArrayList<>(chosen.passedOver());
        passedOver.add(chosen.engine().name() + " ended " + outcome.status() + " (" + outcome.message() + ")");
        return first(rest, passedOver, network, options) instanceof Chosen next ? Optional.of(next) : Optional.empty();
    }

    boolean mustEndProcess() {
        return engines.stream().anyMatch(OpfEngine::mustEndProcess);
    }

    private static Choice first(
            List<OpfEngine> candidates, List<String> before, Network network, SolveOptions options) {
        List<String> passedOver = new ArrayList<>(before);
        boolean inexpressible = !before.isEmpty();
        for (OpfEngine engine : candidates) {
            Optional<String> absence = engine.absence();
            if (absence.isPresent()) {
                passedOver.add(engine.name() + " is absent (" + absence.get() + ")");
                continue;
            }
            List<Inexpressible> missing = engine.inexpressible(network, options);
            if (missing.isEmpty()) {
                return new Chosen(
                        engine,
                        passedOver.isEmpty()
                                ? "auto: " + engine.name() + " is present and can express the case"
                                : "auto: " + String.join("; ", passedOver),
                        passedOver);
            }
            inexpressible = true;
            passedOver.add(engine.name() + " can't express: " + Inexpressible.list(missing));
        }
        return new None(new Outcome.Refused(
                inexpressible ? Reason.INEXPRESSIBLE_CASE : Reason.ABSENT_ENGINE,
                "No engine can solve this case: " + String.join("; ", passedOver) + "."));
    }

    private Choice named(String name, Network network, SolveOptions options) {
        for (OpfEngine engine : engines) {
            if (engine.name().equals(name)) {
                return ifAble(engine, network, options);
            }
        }
        return new None(new Outcome.Refused(Reason.ABSENT_ENGINE, "There is no engine " + name + " here."));
    }

    private static Choice ifAble(OpfEngine engine, Network network, SolveOptions options) {
        Optional<String> absence = engine.absence();
        if (absence.isPresent()) {
            return new None(new Outcome.Refused(
                    Reason.ABSENT_ENGINE, "The engine " + engine.name() + " is absent: " + absence.get() + "."));
        }
        List<Inexpressible> missing = engine.inexpressible(network, options);
        if (!missing.isEmpty()) {
            return new None(new Outcome.Refused(
                    Reason.INEXPRESSIBLE_CASE,
                    "The engine " + engine.name() + " can't express: " + Inexpressible.list(missing) + "."));
        }
        return new Chosen(engine, "asked for by option engine", List.of());
    }
}
