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
    private static final OpfEngine UNTOUCHED = FakeEngine.answering("exago", () -> {
        throw new AssertionError("was asked before the snapshot");
    });

    private final List<Resource> snapshots = new ArrayList<>();
    private int clients;
    private int connections;

    private Preparation preparation(OpfEngine embedded) {
        OpflowRunner runner = new OpflowRunner(List.of(UNTOUCHED, embedded), SolveOptions.DEFAULT);
        return new Preparation(() -> clients++, () -> connections++, runner);
    }

    @Test
    void doesNothingElsewhereThanInLambda() {
        preparation(new InteriorEngine()).begin("", snapshots::add);

        assertThat(connections).isZero();
        assertThat(snapshots).isEmpty();
    }

    @Test
    void connectsWhileTheFirstEventIsFetched() {
        preparation(new InteriorEngine()).begin("on-demand", snapshots::add);

        assertThat(connections).isOne();
        assertThat(snapshots).isEmpty();
    }

    @Test
    void solvesTheSampleBeforeASnapshotAndConnectsAfterIt() throws Exception {
        preparation(new InteriorEngine()).begin("snap-start", snapshots::add);
        assertThat(connections).as("before the snapshot").isZero();
        assertThat(snapshots).hasSize(1);

        snapshots.getFirst().beforeCheckpoint(Core.getGlobalContext());
        assertThat(clients).isEqualTo(1);
        assertThat(connections).as("at the snapshot").isZero();

        snapshots.getFirst().afterRestore(Core.getGlobalContext());
        assertThat(connections).as("after it").isOne();
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
