package dev.opflow.engine.exago;

import dev.opflow.engine.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * ExaGO's life in this process. MPI and PETSc can be started once and never again, so ExaGO is started before its first solve
 * and not ended; and as none of them is made for several threads, one enters at a time. A thread that does not come out of
 * native code can't be stopped: then nobody enters any more.
 */
final class ExagoProcess {
    /**
     * How much longer than its deadline somebody may stay. ExaGO asks for the time with each evaluation of the objective, which
     * at 10,000 buses is a tenth of a second, and not while it builds a problem, which there takes one.
     */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** A semaphore rather than a lock: not bound to a thread, it lets nobody in twice. */
    private static final Semaphore ENTRANCE = new Semaphore(1);
    /** ExaGO walks through networks by recursion, a level for each bus at the worst. */
    private static final long STACK_BYTES = 64L << 20;

    /** The installation that was started; another can't be. */
    private static volatile @Nullable Path startedFrom;
    /** Where the process was when it was started. */
    private static volatile @Nullable Path workingDirectory;

    private static volatile boolean stuck;

    private ExagoProcess() {}

    /** How a visit to ExaGO went. */
    sealed interface Visit<T> {
        /** The task was done. */
        record Done<T>(T answer) implements Visit<T> {}

        /** The deadline was reached while somebody else was there. */
        record NotBegun<T>() implements Visit<T> {}

        /** ExaGO can't be used any more, for the reason that {@link ExagoProcess#obstacle} has. */
        record Closed<T>(String obstacle) implements Visit<T> {}

        /** The task has not come back, and nobody knows whether it will. */
        record Stuck<T>() implements Visit<T> {}
    }

    /**
     * Does something with ExaGO, as soon as nobody else does.
     *
     * @param installation started if it was not
     * @param scratch folder for the files of MPI, which can be written to
     * @param deadline how long to wait at most, and {@link #GRACE} less than the task may take
     * @param task what to do; it runs on a thread of its own, with a large stack
     */
    static <T> Visit<T> enter(
            ExagoInstallation.Present installation, Path scratch, Deadline deadline, Callable<T> task) {
        if (!await(deadline)) {
            return new Visit.NotBegun<>();
        }
        try {
            Optional<String> obstacle = obstacle(installation);
            if (obstacle.isPresent()) {
                return new Visit.Closed<>(obstacle.get());
            }
            Optional<String> unwritable = startedFrom == null ? unwritable(scratch) : Optional.empty();
            if (unwritable.isPresent()) {
                return new Visit.Closed<>(unwritable.get());
            }
            return onThreadOfItsOwn(installation, deadline, () -> {
                start(installation, scratch);
                return task.call();
            });
        } finally {
            ENTRANCE.release();
        }
    }

    /** Why MPI would end the process: it can't when it has no folder to write to. */
    private static Optional<String> unwritable(Path scratch) {
        try {
            RunFolder.prepare(scratch);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("its folder for temporary files, " + scratch + ", can't be written to (" + e
                    + "): make room there, or set java.io.tmpdir to another");
        }
    }

    /** Why an installation can't be used any more in this process. */
    static Optional<String> obstacle(ExagoInstallation.Present installation) {
        if (stuck) {
            return Optional.of("in this process a solve has passed its deadline and can't be interrupted: restart it");
        }
        Path other = startedFrom;
        return other == null || other.equals(installation.home())
                ? Optional.empty()
                : Optional.of("this process already runs the ExaGO of " + other + ": restart it to use that of "
                        + installation.home());
    }

    /** Whether a solve goes on in this process that nothing but its end will stop. */
    static boolean isStuck() {
        return stuck;
    }

    private static boolean await(Deadline deadline) {
        try {
            return ENTRANCE.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another solve was using ExaGO", e);
        }
    }

    private static <T> Visit<T> onThreadOfItsOwn(
            ExagoInstallation.Present installation, Deadline deadline, Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        // a daemon: the process may end without it
        Thread.ofPlatform().name("exago").daemon().stackSize(STACK_BYTES).start(future);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Duration patience = deadline.remaining().plus(GRACE);
                    return new Visit.Done<>(future.get(patience.toNanos(), TimeUnit.NANOSECONDS));
                } catch (InterruptedException e) {
                    // native code can't be stopped, and nobody else may enter before it is done
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            stuck = true;
            Path before = workingDirectory;
            if (before != null) {
                // where a thread can't have one of its own, the one that is stuck has moved the whole process
                installation.library().libC().chdir(before);
            }
            return new Visit.Stuck<>();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("driving ExaGO failed", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void start(ExagoInstallation.Present installation, Path scratch) {
        if (startedFrom != null) {
            return;
        }
        ExagoLibrary library = installation.library();
        LibC libC = library.libC();
        // true where the same process has loaded these classes before, as development mode does after an edit
        if (!library.petscInitialized()) {
            // MPI ends the process when it can't write there
            libC.setenv("OMPI_MCA_orte_tmpdir_base", scratch.toString());
            // one process on one machine: no daemon to start, no network to look for
            libC.setenv("OMPI_MCA_ess_singleton_isolated", "1");
            libC.setenv("OMPI_MCA_pml", "ob1");
            libC.setenv("OMPI_MCA_btl", "self");
            // options meant for another program of this environment
            libC.setenv("PETSC_OPTIONS", "");
            // the JVM has its own use for SIGSEGV; and no file is to change what is solved
            library.exagoInitialize("opflow", "-no_signal_handler", "-skip_petscrc");
        }
        library.petscPushErrorHandler();
        workingDirectory = libC.getcwd();
        startedFrom = installation.home();
    }
}
