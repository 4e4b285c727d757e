package dev.opflow.engine.exago;

import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.BusData;
import dev.opflow.engine.formulation.GeneratorData;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as ExaGO reads it rightly. Its reader takes columns by their place and believes the file, so there
 * is only what takes part in the flow: buses numbered from 1 without a gap, generators and branches in service, three
 * coefficients of each cost. What ExaGO does not use, or would use otherwise than MATPOWER, is neutral. Each island is turned
 * until the angle that ExaGO keeps is 0: some of its starts have all others there, however far that is from the one kept.
 */
final class CanonicalCase {
    /** Used only to tell which lines to watch, and only 20 different ones are foreseen. */
    private static final double ONE_BASE_KV = 1;
    /** Where the file says 0 ExaGO takes 0.9 for the least voltage. */
    private static final double NO_VMIN = Double.MIN_NORMAL;

    private static final int COEFFICIENTS = 3;
    /**
     * ExaGO takes a rateA above this, in MVA, for none. This very value it takes for a limit (pbcar.cpp:202, dcopf.cpp:179: {@code >
     * 1e5} is none) without counting it as one (pbcar.cpp:1473, dcopf.cpp:1248: {@code < 1e5}), and writes beyond its arrays.
     */
    private static final double LEAST_IGNORED_MVA = 1e5;

    private final AcNetwork ac;
    private final References references;
    /** What is the same whichever branches are rated. */
    private final List<Bus> buses;

    private final List<Generator> generators;

    CanonicalCase(AcNetwork ac) {
        this.ac = ac;
        references = new References(ac);
        buses = buses(null);
        generators = generators(null, null);
    }

    /**
     * The text of the case.
     *
     * @param rated by branch that takes part: whether its rateA is to be a limit
     */
    byte[] text(boolean[] rated) {
        return text(rated, null, null);
    }

    /**
     * The text of the case with other voltages and dispatch to start from.
     *
     * @param rated by branch that takes part: whether its rateA is to be a limit
     * @param problem says where a point has its variables
     * @param point where to start, radians and p.u.; null for where the case says
     */
    byte[] text(boolean[] rated, @Nullable AcOpf problem, double @Nullable [] point) {
        return MatpowerWriter.write(new Network(
                "canonical",
                ac.baseMva(),
                point == null ? buses : buses(point),
                problem == null || point == null ? generators : generators(problem, point),
                branches(rated),
                List.of()));
    }

    /** Whether ExaGO can be told that a rateA, in MVA, is a limit. */
    static boolean canTell(double rateMva) {
        return rateMva < LEAST_IGNORED_MVA;
    }

    private List<Bus> buses(double @Nullable [] point) {
        BusData buses = ac.buses();
        boolean[] generating = new boolean[buses.count()];
        for (int bus : ac.generators().bus()) {
            generating[bus] = true;
        }
        List<Bus> canonical = new ArrayList<>(buses.count());
        for (int i = 0; i < buses.count(); i++) {
            Bus bus = ac.network().buses().get(buses.place()[i]);
            BusType type = references.isKept(i) ? BusType.REF : generating[i] ? BusType.PV : BusType.PQ;
            canonical.add(new Bus(
                    i + 1,
                    type,
                    bus.pdMw(),
                    bus.qdMvar(),
                    bus.gsMw(),
                    bus.bsMvar(),
                    1,
                    point == null ? bus.vmPu() : point[buses.count() + i],
                    vaDegrees(i, point) - vaDegrees(references.keptFor(i), point),
                    ONE_BASE_KV,
                    1,
                    bus.vmaxPu(),
                    bus.vminPu() == 0 ? NO_VMIN : bus.vminPu(),
                    ""));
        }
        return canonical;
    }

    private double vaDegrees(int bus, double @Nullable [] point) {
        return point == null
                ? ac.network().buses().get(ac.buses().place()[bus]).vaDegrees()
                : Math.toDegrees(point[bus]);
    }

    private List<Generator> generators(@Nullable AcOpf problem, double @Nullable [] point) {
        GeneratorData generators = ac.generators();
        List<Generator> canonical = new ArrayList<>(generators.count());
        for (int g = 0; g < generators.count(); g++) {
            Generator generator = ac.network().generators().get(generators.place()[g]);
            canonical.add(new Generator(
                    generators.bus()[g] + 1,
                    problem == null || point == null ? generator.pgMw() : point[problem.pg(g)] * ac.baseMva(),
                    problem == null || point == null ? generator.qgMvar() : point[problem.qg(g)] * ac.baseMva(),
                    generator.qmaxMvar(),
                    generator.qminMvar(),
                    isPositive(generator.vgPu()) ? generator.vgPu() : 1,
                    isPositive(generator.mBaseMva()) ? generator.mBaseMva() : ac.baseMva(),
                    true,
                    generator.pmaxMw(),
                    generator.pminMw(),
                    Generator.CapabilityCurve.NONE,
                    Generator.RampRates.NONE,
                    quadratic(generator.pCost()),
                    null,
                    "",
                    "",
                    ""));
        }
        return canonical;
    }

    private static boolean isPositive(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /** A cost with three coefficients, whatever it says of itself ExaGO reads three. */
    private static Cost quadratic(@Nullable Cost cost) {
        if (!(cost instanceof Cost.Polynomial polynomial) || polynomial.degree() >= COEFFICIENTS) {
            throw new IllegalArgumentException("not a polynomial of at most second degree: " + cost);
        }
        List<Double> given = polynomial.coefficients();
        List<Double> three = new ArrayList<>(COEFFICIENTS);
        for (int k = given.size() - COEFFICIENTS; k < given.size(); k++) {
            three.add(k < 0 ? 0.0 : given.get(k));
        }
        return new Cost.Polynomial(0, 0, three);
    }

    private List<Branch> branches(boolean[] rated) {
        BranchData branches = ac.branches();
        List<Branch> canonical = new ArrayList<>(branches.count());
        for (int l = 0; l < branches.count(); l++) {
            Branch branch = ac.network().branches().get(branches.place()[l]);
            canonical.add(new Branch(
                    branches.from()[l] + 1,
                    branches.to()[l] + 1,
                    branch.rPu(),
                    branch.xPu(),
                    branch.bPu(),
                    rated[l] && canTell(branch.rateAMva()) ? branch.rateAMva() : 0,
                    0,
                    0,
                    branch.ratio(),
                    branch.shiftDegrees(),
                    true,
                    0,
                    0,
                    ""));
        }
        return canonical;
    }
}
