package dev.opflow.engine.exago;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** Gathers what PETSc says of an error. PETSc calls the handler where the error arises, and again for each caller above. */
final class PetscErrors {
    /** {@code PETSC_ERROR_INITIAL}: the call that knows what is wrong. */
    private static final int INITIAL = 0;

    private static final int MOST_MESSAGES = 10;

    /** The words belong to the thread whose call failed. */
    private final ThreadLocal<List<String>> messages = ThreadLocal.withInitial(ArrayList::new);

    /** A C function that PETSc may call as long as the process lives. */
    @SuppressWarnings("restricted") // a function for C to call
    MemorySegment handler() {
        // PetscErrorCode handler(MPI_Comm, int line, const char *fun, const char *file, PetscErrorCode n,
        //                        PetscErrorType p, const char *mess, void *ctx)
        FunctionDescriptor type = FunctionDescriptor.of(
                JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            MethodHandles.lookup()
                                    .bind(
                                            this,
                                            "handle",
                                            MethodType.methodType(
                                                    int.class,
                                                    long.class,
                                                    int.class,
                                                    MemorySegment.class,
                                                    MemorySegment.class,
                                                    int.class,
                                                    int.class,
                                                    MemorySegment.class,
                                                    MemorySegment.class)),
                            type,
                            Arena.global());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the error handler below is not as it is looked for", e);
        }
    }

    /** What was said to this thread since it last asked. */
    List<String> take() {
        List<String> taken = List.copyOf(messages.get());
        messages.remove();
        return taken;
    }

    /** Called by PETSc. Nothing may be thrown here: an exception in a call from C ends the process. */
    @SuppressWarnings({"unused", "UnusedMethod", "UnusedVariable"}) // found by its name; C decides on its parameters
    private int handle(
            long communicator,
            int line,
            MemorySegment function,
            MemorySegment file,
            int code,
            int type,
            MemorySegment message,
            MemorySegment context) {
        try {
            String text = NativeLibrary.text(message).strip();
            if (type == INITIAL && !text.isEmpty() && messages.get().size() < MOST_MESSAGES) {
                messages.get().add(text);
            }
        } catch (RuntimeException e) {
            messages.remove();
        }
        return code;
    }
}
