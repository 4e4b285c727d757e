package dev.opflow.grid;

/** The role of a bus, with MATPOWER's code ({@code BUS_TYPE}). */
public enum BusType {
    /** Load bus: active and reactive injection given. */
    PQ(1),
    /** Generator bus: active injection and voltage magnitude given. */
    PV(2),
    /** Reference bus: voltage angle given. */
    REF(3),
    /** Not connected; takes no part in any calculation. */
    ISOLATED(4);

    private final int code;

    BusType(int code) {
        this.code = code;
    }

    /** MATPOWER's code, 1 to 4. */
    public int code() {
        return code;
    }
}
