package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.EngineChoice;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineSelectionTest {

    private static final Network NETWORK = TwoBuses.network();

    private static final OpfEngine EMBEDDED = FakeEngine.answering("embedded", () -> null);
    private static final OpfEngine EXAGO = FakeEngine.answering("exago", () -> null);
    private static final OpfEngine ABSENT_EXAGO = FakeEngine.absent("exago", "there is no library in /opt/exago");
    private static final OpfEngine UNABLE_EXAGO = FakeEngine.unable(
            "exago", List.of(new Inexpressible(Element.generator(NETWORK, 0), "has a piecewise-linear cost")));
    private static final OpfEngine UNABLE_EMBEDDED =
            FakeEngine.unable("embedded", List.of(new Inexpressible(Element.NETWORK, "asks for option model DCOPF")));

    private static EngineSelection.Choice choose(EngineChoice choice, OpfEngine... engines) {
        SolveOptions options = SolveOptions.DEFAULT.toBuilder().engine(choice).build();
        return new EngineSelection(List.of(engines)).choose(NETWORK, options);
    }

    private static void assertChosen(EngineSelection.Choice choice, OpfEngine engine, String reason) {
        assertThat(choice).isInstanceOfSatisfying(EngineSelection.Chosen.class, chosen -> {
            assertThat(chosen.engine()).isSameAs(engine);
            assertThat(chosen.reason()).isEqualTo(reason);
        });
    }

    private static void assertRefused(EngineSelection.Choice choice, Reason reason, String message) {
        assertThat(choice).isEqualTo(new EngineSelection.None(new Outcome.Refused(reason, message)));
    }

    @Test
    void autoTakesTheFirstThatCan() {
        assertChosen(
                choose(EngineChoice.AUTO, EXAGO, EMBEDDED), EXAGO, "auto: exago is present and can express the case");
    }

    @Test
    void autoPassesOverAnAbsentEngineAndSaysWhy() {
        assertChosen(
                choose(EngineChoice.AUTO, ABSENT_EXAGO, EMBEDDED),
                EMBEDDED,
                "auto: exago is absent (there is no library in /opt/exago)");
    }

    @Test
    void autoPassesOverAnEngineThatCannotExpressTheCaseAndSaysWhy() {
        assertChosen(
                choose(EngineChoice.AUTO, UNABLE_EXAGO, EMBEDDED),
                EMBEDDED,
                "auto: exago can't express: generator 1 (bus 1) has a piecewise-linear cost");
    }

    @Test
    void autoRefusesWhenNoneCanAndSaysWhyOfEach() {
        assertRefused(
                choose(EngineChoice.AUTO, ABSENT_EXAGO, UNABLE_EMBEDDED),
                Reason.INEXPRESSIBLE_CASE,
                "No engine can solve this case: exago is absent (there is no library in /opt/exago);"
                        + " embedded can't express: case asks for option model DCOPF.");
    }

    @Test
    void autoRefusesWhenNoneIsPresent() {
        assertRefused(
                choose(EngineChoice.AUTO, ABSENT_EXAGO),
                Reason.ABSENT_ENGINE,
                "No engine can solve this case: exago is absent (there is no library in /opt/exago).");
    }

    @Test
    void takesTheEngineAskedForWhateverIsPreferred() {
        assertChosen(choose(EngineChoice.EMBEDDED, EXAGO, EMBEDDED), EMBEDDED, "asked for by option engine");
        assertChosen(choose(EngineChoice.EXAGO, EMBEDDED, EXAGO), EXAGO, "asked for by option engine");
    }

    @Test
    void refusesTheEngineAskedForWhenAbsentRatherThanTakeAnother() {
        assertRefused(
                choose(EngineChoice.EXAGO, ABSENT_EXAGO, EMBEDDED),
                Reason.ABSENT_ENGINE,
                "The engine exago is absent: there is no library in /opt/exago.");
        assertRefused(choose(EngineChoice.EXAGO, EMBEDDED), Reason.ABSENT_ENGINE, "There is no engine exago here.");
    }

    @Test
    void refusesTheEngineAskedForWhenItCannotExpressTheCase() {
        assertRefused(
                choose(EngineChoice.EMBEDDED, EXAGO, UNABLE_EMBEDDED),
                Reason.INEXPRESSIBLE_CASE,
                "The engine embedded can't express: case asks for option model DCOPF.");
    }

    @Test
    void namesTenReasonsAndCountsTheRest() {
        List<Inexpressible> missing = IntStream.rangeClosed(1, 12)
                .mapToObj(k -> new Inexpressible(Element.NETWORK, "r" + k))
                .toList();

        assertRefused(
                choose(EngineChoice.EMBEDDED, FakeEngine.unable("embedded", missing)),
                Reason.INEXPRESSIBLE_CASE,
                "The engine embedded can't express: case r1; case r2; case r3; case r4; case r5; case r6; case r7;"
                        + " case r8; case r9; case r10; and 2 more.");
    }

    @Test
    void goesOnToTheNextEngineWhenTheFirstRefusesAfterAll() {
        Outcome.Refused refusal = new Outcome.Refused(Reason.INEXPRESSIBLE_CASE, "Branch 1 misses angmax.");
        FakeEngine exago = FakeEngine.answering("exago", refusal);
        FakeEngine embedded = FakeEngine.answering("embedded", refusal);
        EngineSelection selection = new EngineSelection(List.of(exago, embedded));
        SolveOptions auto = SolveOptions.DEFAULT;
        EngineSelection.Chosen first = (EngineSelection.Chosen) selection.choose(NETWORK, auto);

        EngineSelection.Choice second = selection.afterRefusal(first, refusal, NETWORK, auto);

        assertThat(second).isInstanceOfSatisfying(EngineSelection.Chosen.class, chosen -> {
            assertThat(chosen.engine()).isSameAs(embedded);
            assertThat(chosen.reason()).isEqualTo("auto: exago refused it (Branch 1 misses angmax.)");
            assertThat(selection.afterRefusal(chosen, refusal, NETWORK, auto))
                    .isEqualTo(new EngineSelection.None(refusal));
        });
    }

    @Test
    void staysWithTheEngineAskedForWhenItRefuses() {
        Outcome.Refused refusal = new Outcome.Refused(Reason.INEXPRESSIBLE_CASE, "Branch 1 misses angmax.");
        EngineSelection selection = new EngineSelection(
                List.of(FakeEngine.answering("exago", refusal), FakeEngine.answering("embedded", refusal)));
        SolveOptions named =
                SolveOptions.DEFAULT.toBuilder().engine(EngineChoice.EXAGO).build();
        EngineSelection.Chosen chosen = (EngineSelection.Chosen) selection.choose(NETWORK, named);

        assertThat(selection.afterRefusal(chosen, refusal, NETWORK, named))
                .isEqualTo(new EngineSelection.None(refusal));
    }
}
