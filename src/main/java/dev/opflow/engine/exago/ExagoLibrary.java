package dev.opflow.engine.exago;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/**
 * The functions of ExaGO, and of the PETSc below it, that the engine calls: every C signature once, next to its handle. The
 * methods bear the C names, spelled as Java spells methods; where C answers through a pointer they return, and an error code
 * becomes a {@link PetscException}.
 *
 * <p>{@code OPFLOW} and {@code Vec} are pointers to structures that stay closed. {@code PetscInt}, 32 or 64 bits wide, is only
 * ever answered through a pointer: eight zeroed bytes take either on a little-endian machine, and so for {@code MPI_Comm},
 * which is a pointer in OpenMPI and an int in MPICH.
 */
final class ExagoLibrary {
    private static final System.Logger LOG = System.getLogger(ExagoLibrary.class.getName());
    private static final ValueLayout.OfLong MPI_COMM = JAVA_LONG;

    /** PETSc has one handler for the process. */
    private static final PetscErrors ERRORS = new PetscErrors();

    private final NativeLibrary library;
    private final LibC libC = new LibC();
    private final MethodHandle versionGetVersion;
    private final MethodHandle initialize;
    private final MethodHandle getSelfCommunicator;
    private final MethodHandle opflowCreate;
    private final MethodHandle opflowDestroy;
    private final MethodHandle readMatPowerData;
    private final MethodHandle setUp;
    private final MethodHandle setAuxillaryObjective;
    private final MethodHandle solve;
    private final MethodHandle getConvergenceStatus;
    private final MethodHandle getObjective;
    private final MethodHandle getSolution;
    private final MethodHandle petscInitialized;
    private final MethodHandle pushErrorHandler;
    private final MethodHandle optionsSetValue;
    private final MethodHandle optionsClearValue;
    private final MethodHandle vecGetSize;
    private final MethodHandle vecGetArrayRead;
    private final MethodHandle vecRestoreArrayRead;

    private ExagoLibrary(NativeLibrary library) throws UnusableLibraryException {
        this.library = library;
        // PetscErrorCode ExaGOVersionGetVersion(int *major, int *minor, int *patch)
        versionGetVersion = library.function("ExaGOVersionGetVersion", returningCode(ADDRESS, ADDRESS, ADDRESS));
        // PetscErrorCode ExaGOInitialize(MPI_Comm, int *argc, char ***argv, char *appname, char *help)
        initialize = library.function("ExaGOInitialize", returningCode(MPI_COMM, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        // PetscErrorCode ExaGOGetSelfCommunicator(MPI_Comm *)
        getSelfCommunicator = library.function("ExaGOGetSelfCommunicator", returningCode(ADDRESS));
        // PetscErrorCode OPFLOWCreate(MPI_Comm, OPFLOW *)
        opflowCreate = library.function("OPFLOWCreate", returningCode(MPI_COMM, ADDRESS));
        // PetscErrorCode OPFLOWDestroy(OPFLOW *)
        opflowDestroy = library.function("OPFLOWDestroy", returningCode(ADDRESS));
        // PetscErrorCode OPFLOWReadMatPowerData(OPFLOW, const char netfile[])
        readMatPowerData = library.function("OPFLOWReadMatPowerData", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode OPFLOWSetUp(OPFLOW)
        setUp = library.function("OPFLOWSetUp", returningCode(ADDRESS));
        // PetscErrorCode OPFLOWSetAuxillaryObjective(OPFLOW, OPFLOWAuxObjectiveFunction, OPFLOWAuxGradientFunction,
        //                                            OPFLOWAuxHessianFunction, void *ctx), spelled so
        setAuxillaryObjective = library.function(
                "OPFLOWSetAuxillaryObjective", returningCode(ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
        // PetscErrorCode OPFLOWSolve(OPFLOW)
        solve = library.function("OPFLOWSolve", returningCode(ADDRESS));
        // PetscErrorCode OPFLOWGetConvergenceStatus(OPFLOW, PetscBool *)
        getConvergenceStatus = library.function("OPFLOWGetConvergenceStatus", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode OPFLOWGetObjective(OPFLOW, PetscReal *)
        getObjective = library.function("OPFLOWGetObjective", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode OPFLOWGetSolution(OPFLOW, Vec *)
        getSolution = library.function("OPFLOWGetSolution", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode PetscInitialized(PetscBool *)
        petscInitialized = library.function("PetscInitialized", returningCode(ADDRESS));
        // PetscErrorCode PetscPushErrorHandler(PetscErrorCode (*handler)(...), void *ctx)
        pushErrorHandler = library.function("PetscPushErrorHandler", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode PetscOptionsSetValue(PetscOptions, const char name[], const char value[])
        optionsSetValue = library.function("PetscOptionsSetValue", returningCode(ADDRESS, ADDRESS, ADDRESS));
        // PetscErrorCode PetscOptionsClearValue(PetscOptions, const char name[])
        optionsClearValue = library.function("PetscOptionsClearValue", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode VecGetSize(Vec, PetscInt *)
        vecGetSize = library.function("VecGetSize", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode VecGetArrayRead(Vec, const PetscScalar **)
        vecGetArrayRead = library.function("VecGetArrayRead", returningCode(ADDRESS, ADDRESS));
        // PetscErrorCode VecRestoreArrayRead(Vec, const PetscScalar **)
        vecRestoreArrayRead = library.function("VecRestoreArrayRead", returningCode(ADDRESS, ADDRESS));
    }

    /**
     * Opens ExaGO.
     *
     * @param file its {@code libexago_opflow}, which the loader follows to the rest
     * @throws UnusableLibraryException when it can't be opened, or lacks a function
     */
    static ExagoLibrary open(Path file) throws UnusableLibraryException {
        return new ExagoLibrary(NativeLibrary.open(file));
    }

    private static FunctionDescriptor returningCode(ValueLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    /** The C library that ExaGO runs on. */
    LibC libC() {
        return libC;
    }

    // ExaGO itself; its version and parts may be asked for before anything is initialised

    /**
     * Whether it was built with Ipopt, which every model can be solved with. Asking ExaGO would take a problem that is set up,
     * for which MPI has to be started; but what registers a solver is in the library only where the solver is.
     */
    boolean hasIpopt() {
        // PetscErrorCode OPFLOWSolverCreate_IPOPT(OPFLOW), in C++; the C function is Ipopt's own
        return library.has("_Z24OPFLOWSolverCreate_IPOPTP9_p_OPFLOW") || library.has("CreateIpoptProblem");
    }

    /** Whether it was built with HiOp for sparse problems. */
    boolean hasHiop() {
        // PetscErrorCode OPFLOWSolverCreate_HIOPSPARSE(OPFLOW), in C++
        return library.has("_Z29OPFLOWSolverCreate_HIOPSPARSEP9_p_OPFLOW");
    }

    ExagoVersion exagoVersionGetVersion() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment major = arena.allocate(JAVA_INT);
            MemorySegment minor = arena.allocate(JAVA_INT);
            MemorySegment patch = arena.allocate(JAVA_INT);
            call("ExaGOVersionGetVersion", () -> (int) versionGetVersion.invokeExact(major, minor, patch));
            return new ExagoVersion(major.get(JAVA_INT, 0), minor.get(JAVA_INT, 0), patch.get(JAVA_INT, 0));
        }
    }

    /** Starts MPI and PETSc too. PETSc keeps the arguments, of which the first is the program's name. */
    void exagoInitialize(String... arguments) {
        Arena forever = Arena.global();
        MemorySegment array = forever.allocate(ADDRESS, arguments.length + 1L);
        for (int k = 0; k < arguments.length; k++) {
            array.setAtIndex(ADDRESS, k, forever.allocateFrom(arguments[k]));
        }
        MemorySegment argv = forever.allocateFrom(ADDRESS, array);
        MemorySegment argc = forever.allocateFrom(JAVA_INT, arguments.length);
        MemorySegment name = forever.allocateFrom(arguments[0]);
        // where MPI has not been started, ExaGO starts it and takes MPI_COMM_WORLD, whatever it is handed
        call("ExaGOInitialize", () -> (int) initialize.invokeExact(0L, argc, argv, name, MemorySegment.NULL));
    }

    long exagoGetSelfCommunicator() {
        return answer("ExaGOGetSelfCommunicator", out -> (int) getSelfCommunicator.invokeExact(out));
    }

    // OPFLOW

    MemorySegment opflowCreate(long communicator) {
        return MemorySegment.ofAddress(
                answer("OPFLOWCreate", out -> (int) opflowCreate.invokeExact(communicator, out)));
    }

    void opflowDestroy(MemorySegment opflow) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocateFrom(ADDRESS, opflow);
            call("OPFLOWDestroy", () -> (int) opflowDestroy.invokeExact(pointer));
        }
    }

    void opflowReadMatPowerData(MemorySegment opflow, Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(file.toString());
            call("OPFLOWReadMatPowerData", () -> (int) readMatPowerData.invokeExact(opflow, name));
        }
    }

    void opflowSetUp(MemorySegment opflow) {
        call("OPFLOWSetUp", () -> (int) setUp.invokeExact(opflow));
    }

    /** Something to be called with each evaluation of the objective. */
    void opflowSetAuxillaryObjective(MemorySegment opflow, MemorySegment function) {
        call("OPFLOWSetAuxillaryObjective", () -> (int) setAuxillaryObjective.invokeExact(
                opflow, function, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL));
    }

    void opflowSolve(MemorySegment opflow) {
        call("OPFLOWSolve", () -> (int) solve.invokeExact(opflow));
    }

    boolean opflowGetConvergenceStatus(MemorySegment opflow) {
        return 0
                != (int) answer(
                        "OPFLOWGetConvergenceStatus", out -> (int) getConvergenceStatus.invokeExact(opflow, out));
    }

    double opflowGetObjective(MemorySegment opflow) {
        return Double.longBitsToDouble(
                answer("OPFLOWGetObjective", out -> (int) getObjective.invokeExact(opflow, out)));
    }

    /** The vector stays OPFLOW's. */
    MemorySegment opflowGetSolution(MemorySegment opflow) {
        return MemorySegment.ofAddress(answer("OPFLOWGetSolution", out -> (int) getSolution.invokeExact(opflow, out)));
    }

    // PETSc

    boolean petscInitialized() {
        return 0 != (int) answer("PetscInitialized", out -> (int) petscInitialized.invokeExact(out));
    }

    /** From now on errors are gathered for {@link PetscException} and no more printed. */
    void petscPushErrorHandler() {
        MemorySegment handler = ERRORS.handler();
        call("PetscPushErrorHandler", () -> (int) pushErrorHandler.invokeExact(handler, MemorySegment.NULL));
    }

    void petscOptionsSetValue(String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cName = arena.allocateFrom(name);
            MemorySegment cValue = arena.allocateFrom(value);
            call("PetscOptionsSetValue " + name, () ->
                    (int) optionsSetValue.invokeExact(MemorySegment.NULL, cName, cValue));
        }
    }

    void petscOptionsClearValue(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment cName = arena.allocateFrom(name);
            call("PetscOptionsClearValue " + name, () ->
                    (int) optionsClearValue.invokeExact(MemorySegment.NULL, cName));
        }
    }

    /** A copy of a vector's numbers. */
    @SuppressWarnings("restricted") // the vector's own size says how far its array reaches
    double[] vecGetArrayRead(MemorySegment vec) {
        int size = (int) answer("VecGetSize", out -> (int) vecGetSize.invokeExact(vec, out));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ADDRESS);
            call("VecGetArrayRead", () -> (int) vecGetArrayRead.invokeExact(vec, pointer));
            double[] copy = pointer.get(ADDRESS, 0)
                    .reinterpret(size * JAVA_DOUBLE.byteSize())
                    .toArray(JAVA_DOUBLE);
            call("VecRestoreArrayRead", () -> (int) vecRestoreArrayRead.invokeExact(vec, pointer));
            return copy;
        }
    }

    /** A call into C that answers an error code. */
    private interface Call {
        int code() throws Throwable;
    }

    /** A call that besides answers a value of up to eight bytes through a pointer. */
    private interface Question {
        int code(MemorySegment out) throws Throwable;
    }

    private long answer(String name, Question question) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG);
            call(name, () -> question.code(out));
            return out.get(JAVA_LONG, 0);
        }
    }

    private void call(String name, Call call) {
        int code;
        long start = System.nanoTime();
        try {
            code = call.code();
            LOG.log(System.Logger.Level.TRACE, "{0} took {1} s", name, (System.nanoTime() - start) / 1e9);
        } catch (Throwable e) {
            throw new IllegalStateException("calling " + name + " failed", e);
        }
        List<String> messages = ERRORS.take();
        if (code != 0) {
            throw new PetscException(name, code, messages);
        }
    }
}
