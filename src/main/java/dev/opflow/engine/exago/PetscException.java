package dev.opflow.engine.exago;

import java.util.List;

/** A call into ExaGO or PETSc answered an error code. */
final class PetscException extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** {@code PETSC_ERR_USER}. */
    private static final int MISSING_FUNCTION = 83;
    /** {@code PETSC_ERR_ARG_UNKNOWN_TYPE}. */
    private static final int UNKNOWN_TYPE = 86;
    /** {@code PETSC_ERR_RETURN}, which stands for ExaGO's code 0: a start that did not converge. */
    private static final int FAILED_START = 99;

    private final String call;
    private final int code;
    private final String detail;

    /**
     * An error.
     *
     * @param call what was called
     * @param code what it answered, not 0
     * @param messages what ExaGO and PETSc say of it, the cause first
     */
    PetscException(String call, int code, List<String> messages) {
        super(call + " answered error code " + code + (messages.isEmpty() ? "" : ": " + String.join("; ", messages)));
        this.call = call;
        this.code = code;
        detail = messages.isEmpty() ? "error code " + code : String.join("; ", messages);
    }

    /** What went wrong, in the words of ExaGO or PETSc. */
    String detail() {
        return detail;
    }

    /** Whether a model or solver that was asked for is not part of this build of ExaGO. */
    boolean isMissingPart() {
        return call.equals("OPFLOWSetUp") && (code == MISSING_FUNCTION || code == UNKNOWN_TYPE);
    }

    /** Whether the power flow that was to give a starting point did not converge. */
    boolean isFailedStart() {
        return code == FAILED_START;
    }
}
