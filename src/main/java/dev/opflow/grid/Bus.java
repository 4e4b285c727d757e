package dev.opflow.grid;

/**
 * A bus, with the columns of MATPOWER's {@code mpc.bus}.
 *
 * @param number the user's bus number, positive and unique in its network
 * @param type role of the bus
 * @param pdMw active demand, MW
 * @param qdMvar reactive demand, MVAr
 * @param gsMw shunt conductance, MW demanded at 1 p.u. voltage
 * @param bsMvar shunt susceptance, MVAr injected at 1 p.u. voltage
 * @param area area number
 * @param vmPu voltage magnitude, p.u. (a starting point)
 * @param vaDegrees voltage angle, degrees (a starting point; at a reference bus the angle to keep)
 * @param baseKv base voltage, kV
 * @param zone loss zone
 * @param vmaxPu largest voltage magnitude, p.u.
 * @param vminPu smallest voltage magnitude, p.u.
 * @param name the user's name of the bus, empty where there is none
 */
public record Bus(
        int number,
        BusType type,
        double pdMw,
        double qdMvar,
        double gsMw,
        double bsMvar,
        int area,
        double vmPu,
        double vaDegrees,
        double baseKv,
        int zone,
        double vmaxPu,
        double vminPu,
        String name) {

    /** The same bus with another voltage to start at. */
    public Bus withVoltage(double vmNewPu, double vaNewDegrees) {
        return with(pdMw, qdMvar, vmNewPu, vaNewDegrees);
    }

    /** The same bus with another demand. */
    public Bus withDemand(double pdNewMw, double qdNewMvar) {
        return with(pdNewMw, qdNewMvar, vmPu, vaDegrees);
    }

    /** The same bus with other limits of its voltage. */
    public Bus withVoltageLimits(double vmaxNewPu, double vminNewPu) {
        return new Bus(
                number, type, pdMw, qdMvar, gsMw, bsMvar, area, vmPu, vaDegrees, baseKv, zone, vmaxNewPu, vminNewPu,
                name);
    }

    private Bus with(double pd, double qd, double vm, double va) {
        return new Bus(number, type, pd, qd, gsMw, bsMvar, area, vm, va, baseKv, zone, vmaxPu, vminPu, name);
    }
}
