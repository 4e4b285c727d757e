package dev.opflow.lambda;

import dev.opflow.run.OpflowRunner;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Ends the process when an engine says that it must: a solve that was given up still runs in native code, which nothing but
 * that can stop. Everything is safe at any time, as a result is complete once it is there and what has none is done again.
 */
class ProcessEnd {
    /** How long handing over a response to the runtime on the same machine may take. */
    private static final Duration HANDOVER = Duration.ofMillis(200);

    private static final Logger LOG = Logger.getLogger(ProcessEnd.class);
    /** Not 0: nobody is to take this for a process that has done its work. */
    private static final int EXIT_CODE = 1;

    private final OpflowRunner runner;
    private final Runnable end;
    private final Duration handover;

    ProcessEnd(OpflowRunner runner) {
        // halt: an orderly exit would wait for whatever hooks there are, while the native solve goes on
        this(runner, () -> Runtime.getRuntime().halt(EXIT_CODE), HANDOVER);
    }

    ProcessEnd(OpflowRunner runner, Runnable end, Duration handover) {
        this.runner = runner;
        this.end = end;
        this.handover = handover;
    }

    /** Whether the process is to end with this invocation, and nothing more should be begun. */
    boolean isDue() {
        return runner.mustEndProcess();
    }

    /** Before an invocation: Lambda may have frozen the process before it could end. */
    void now() {
        if (isDue()) {
            LOG.warn("The process ends before this invocation: a solve that was given up still runs in it.");
            end.run();
        }
    }

    /** After an invocation: ends the process as soon as the response has been handed over. */
    void afterResponse() {
        if (isDue()) {
            LOG.warn("The process ends after this invocation: a solve that was given up still runs in it.");
            Thread.ofPlatform().name("process-end").daemon().start(this::endAfterHandover);
        }
    }

    private void endAfterHandover() {
        try {
            Thread.sleep(handover);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end.run();
    }
}
