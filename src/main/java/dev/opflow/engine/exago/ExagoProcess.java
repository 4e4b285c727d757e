package dev.opflow.engine.exago;

import dev.opflow.engine.Deadline;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * ExaGO's life in this process. MPI and PETSc can be started once and never again, so ExaGO is started before its first solve
 * and not ended; and as none of them is made for several threads, one enters at a time.
 */
final class ExagoProcess {
    private static final ReentrantLock ENTRANCE = new ReentrantLock();
    /** ExaGO walks through networks by recursion, a level for each bus at the worst. */
    private static final long STACK_BYTES = 64L << 20;

    /** The installation that was started; another can't be. */
    private static volatile @Nullable Path startedFrom;

    private ExagoProcess() {}

    /**
     * Does something with ExaGO, as soon as nobody else does.
     *
     * @param installation started if it was not
     * @param scratch folder for the files of MPI, which can be written to
     * @param deadline how long to wait at most
     * @param task what to do; it runs on a thread of its own, with a large stack
     * @return what the task answers; empty when the deadline was reached before it could begin
     */
    static <T> Optional<T> enter(
            ExagoInstallation.Present installation, Path scratch, Deadline deadline, Callable<T> task) {
        if (!await(deadline)) {
            return Optional.empty();
        }
        try {
            return Optional.of(onThreadOfItsOwn(() -> {
                start(installation, scratch);
                return task.call();
            }));
        } finally {
            ENTRANCE.unlock();
        }
    }

    /** Why an installation can't be used any more in this process. */
    static Optional<String> obstacle(ExagoInstallation.Present installation) {
        Path other = startedFrom;
        return other == null || other.equals(installation.home())
                ? Optional.empty()
                : Optional.of("this process already runs the ExaGO of " + other + ": restart it to use that of "
                        + installation.home());
    }

    private static boolean await(Deadline deadline) {
        try {
            return ENTRANCE.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another solve was using ExaGO", e);
        }
    }

    private static <T> T onThreadOfItsOwn(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofPlatform().name("exago").daemon().stackSize(STACK_BYTES).start(future);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    // native code can't be stopped, and nobody else may enter before it is done
                    interrupted = true;
                }
            }
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

    private static void start(ExagoInstallation.Present installation, Path scratch) throws UnusableLibraryException {
        if (startedFrom != null) {
            return;
        }
        ExagoLibrary library = installation.library();
        // true where the same process has loaded these classes before, as development mode does after an edit
        if (!library.petscInitialized()) {
            LibC libC = new LibC();
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
        startedFrom = installation.home();
    }
}
