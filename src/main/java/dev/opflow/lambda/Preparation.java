package dev.opflow.lambda;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.crac.Context;
import org.crac.Resource;
import org.jboss.logging.Logger;

/**
 * What a process of Lambda does before its first event. It has a connection to the store made while the event is fetched. Where Lambda
 * takes a snapshot of it (SnapStart), it first solves the sample until the embedded engine is compiled, and connects after it was
 * restored: no connection outlives a snapshot, and ExaGO, which can't be copied with its temporary files, is not touched before.
 * Nothing else is kept that copies must not share: deadlines are those of events, and random numbers for keys come from the kernel's
 * source, which Lambda seeds anew.
 */
final class Preparation implements Resource {
    private static final Logger LOG = Logger.getLogger(Preparation.class);
    private static final String SNAPSHOT = "snap-start";
    private static final String SAMPLE = "case9.m";
    /** The platform's default on Linux: reads /dev/urandom again where what it has is older than 100 ms. */
    private static final String RANDOM = "NativePRNG";

    /** By then all that a solve of the sample runs is compiled, and a snapshot is taken once. */
    private static final int SOLVES = 200;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Runnable client;
    private final Runnable connection;
    private final OpflowRunner runner;

    /**
     * Puts it together.
     *
     * @param client makes the client of the store, and no connection
     * @param connection has one made, and waits for nothing
     */
    Preparation(Runnable client, Runnable connection, OpflowRunner runner) {
        this.client = client;
        this.connection = connection;
        this.runner = runner;
    }

    /**
     * Prepares a process.
     *
     * @param initialization how Lambda starts it, as its AWS_LAMBDA_INITIALIZATION_TYPE says; empty elsewhere, where nothing is done
     * @param snapshots told what is to be called before and after a snapshot
     */
    void begin(String initialization, Consumer<Resource> snapshots) {
        if (initialization.equals(SNAPSHOT)) {
            snapshots.accept(this);
        } else if (!initialization.isEmpty()) {
            connection.run();
        }
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) throws IOException {
        String random = new SecureRandom().getAlgorithm();
        if (!random.equals(RANDOM)) {
            throw new IllegalStateException("copies would draw the same random numbers, as they come from " + random
                    + " and not from " + RANDOM);
        }
        byte[] sample;
        try (InputStream in = Objects.requireNonNull(Preparation.class.getResourceAsStream(SAMPLE), SAMPLE)) {
            sample = in.readAllBytes();
        }
        for (int k = 0; k < SOLVES; k++) {
            RunResult result = runner.run(
                    new CaseInput(SAMPLE, SAMPLE, "", sample), Map.of("engine", "embedded"), Deadline.after(LIMIT));
            if (!(result.outcome() instanceof Outcome.Solved) || result.files().isEmpty()) {
                throw new IllegalStateException("the sample is not solved but "
                        + result.outcome().status() + ": " + result.outcome().message());
            }
        }
        client.run();
        LOG.infof("Ready for a snapshot: %s was solved %d times.", SAMPLE, SOLVES);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        connection.run();
    }
}
