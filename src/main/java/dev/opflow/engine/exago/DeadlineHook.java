package dev.opflow.engine.exago;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.opflow.engine.Deadline;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Ends a solve by the clock. Native code can't be interrupted, and Ipopt's own limit counts the CPU time of the whole process.
 * But ExaGO lets others add to its objective: once the deadline is reached this adds what is not a number, and no step that
 * Ipopt tries is any good. It gives up within a few iterations.
 */
final class DeadlineHook {
    private final Deadline deadline;

    DeadlineHook(Deadline deadline) {
        this.deadline = deadline;
    }

    /**
     * The hook as a C function.
     *
     * @param arena holds the function: it may be called as long as this is open
     */
    @SuppressWarnings("restricted") // a function for C to call
    MemorySegment function(Arena arena) {
        // PetscErrorCode function(OPFLOW, const double *x, double *obj, void *ctx)
        FunctionDescriptor type =
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS.withTargetLayout(JAVA_DOUBLE), ADDRESS);
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .bind(
                                            this,
                                            "add",
                                            MethodType.methodType(
                                                    int.class,
                                                    MemorySegment.class,
                                                    MemorySegment.class,
                                                    MemorySegment.class,
                                                    MemorySegment.class)),
                            type,
                            arena);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the hook below is not as it is looked for", e);
        }
    }

    @SuppressWarnings({"unused", "UnusedMethod", "UnusedVariable"}) // found by its name; C decides on its parameters
    private int add(MemorySegment opflow, MemorySegment x, MemorySegment objective, MemorySegment context) {
        if (deadline.isReached()) {
            objective.set(JAVA_DOUBLE, 0, Double.NaN);
        }
        return 0;
    }
}
