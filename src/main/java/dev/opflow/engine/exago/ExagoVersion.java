package dev.opflow.engine.exago;

/** A version of ExaGO. */
record ExagoVersion(int major, int minor, int patch) {
    /** Whether this is a version that the engine was made for: it relies on how 1.6 reads files and orders variables. */
    boolean isUsable() {
        return major == 1 && minor == 6;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
