package dev.opflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.run.FakeEngine;
import dev.opflow.run.OpflowRunner;
import java.security.Provider;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final ResultPlace RESULTS = new ResultPlace("results", "out/");
    private static final OpfEngine UNTOUCHED = FakeEngine.answering("exago", () -> {
        throw new AssertionError("was asked before the snapshot");
    });

    private final MemoryStore store = new MemoryStore();
    private final List<Resource> snapshots = new ArrayList<>();
    private int clients;

    private Preparation preparation(OpfEngine embedded) {
        OpflowRunner runner = new OpflowRunner(List.of(UNTOUCHED, embedded), SolveOptions.DEFAULT);
        return new Preparation(() -> clients++, store, RESULTS, runner, Runnable::run);
    }

    @Test
    void doesNothingElsewhereThanInLambda() {
        preparation(new InteriorEngine()).begin("", snapshots::add);

        assertThat(store.asked).isEmpty();
        assertThat(snapshots).isEmpty();
    }

    @Test
    void connectsWhileTheFirstEventIsFetched() {
        preparation(new InteriorEngine()).begin("on-demand", snapshots::add);

        assertThat(store.asked).containsExactly("read results/out/connection");
        assertThat(snapshots).isEmpty();
    }

    @Test
    void leavesItToTheFirstCaseToSayThatTheStoreCanNotBeReached() {
        store.failOnce("read");

        preparation(new InteriorEngine()).begin("provisioned-concurrency", snapshots::add);

        assertThat(store.asked).hasSize(1);
    }

    @Test
    void solvesTheSampleBeforeASnapshotAndConnectsAfterIt() throws Exception {
        preparation(new InteriorEngine()).begin("snap-start", snapshots::add);
        assertThat(store.asked).as("before the snapshot").isEmpty();
        assertThat(snapshots).hasSize(1);

        snapshots.getFirst().beforeCheckpoint(Core.getGlobalContext());
        assertThat(clients).isEqualTo(1);
        assertThat(store.asked).as("at the snapshot").isEmpty();

        snapshots.getFirst().afterRestore(Core.getGlobalContext());
        assertThat(store.asked).as("after it").containsExactly("read results/out/connection");
    }

    /** Its numbers would be those of each copy. */
    public static final class Fixed extends SecureRandomSpi {
        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {}

        @Override
        protected byte[] engineGenerateSeed(int count) {
            return new byte[count];
        }
    }

    @Test
    void preventsASnapshotWhoseCopiesWouldDrawTheSameRandomNumbers() {
        Provider provider = new Provider("fixed", "1", "") {};
        provider.put("SecureRandom.Fixed", Fixed.class.getName());
        Security.insertProviderAt(provider, 1);
        try {
            Preparation preparation = preparation(new InteriorEngine());

            assertThatThrownBy(() -> preparation.beforeCheckpoint(Core.getGlobalContext()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("copies would draw the same random numbers, as they come from Fixed and not from"
                            + " NativePRNG");
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    @Test
    void preventsASnapshotOfAnEngineThatDoesNotSolve() {
        OpfEngine broken =
                FakeEngine.answering("embedded", () -> new Outcome.DeadlineReached("no time", Progress.NONE));
        Preparation preparation = preparation(broken);

        assertThatThrownBy(() -> preparation.beforeCheckpoint(Core.getGlobalContext()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the sample is not solved but DeadlineReached");
    }
}
