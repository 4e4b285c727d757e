package dev.opflow.engine.exago;

import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BusData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to start, one start after the other. By default from ExaGO's own solution of the linearised problem, which takes the
 * fewest iterations and solves the most cases; where that is not possible or leads nowhere, from the case's own values, and
 * where these lead nowhere and are not flat, from flat ones.
 */
final class Starts {
    private final List<Initialization> all;
    private int current;

    Starts(AcNetwork ac, SolveOptions options) {
        all = new ArrayList<>();
        switch (options.initialization()) {
            case AUTO -> {
                if (startsFromDcopf(options) && !hasZeroReactance(ac)) {
                    all.add(Initialization.DCOPF);
                }
                addValues(ac);
            }
            case FROMFILE -> addValues(ac);
            case MIDPOINT, ACPF, FLATSTART, DCOPF -> all.add(options.initialization());
        }
    }

    /** The case's angles may be those of no flow at all, as where a reference was set far from the others. */
    private void addValues(AcNetwork ac) {
        all.add(Initialization.FROMFILE);
        if (!Arrays.equals(ac.buses().va(), flatAngles(ac.buses()))) {
            all.add(Initialization.FLATSTART);
        }
    }

    /** Those of references, radians, and at other buses the angle of the first reference of the island. */
    private static double[] flatAngles(BusData buses) {
        double[] angles = buses.vaOfReference().clone();
        for (int i = 0; i < angles.length; i++) {
            angles[i] = buses.reference()[i] ? buses.va()[i] : angles[i];
        }
        return angles;
    }

    /** Only one model does; and there ExaGO takes demand that the linearised problem loses for demand that is not there. */
    static boolean startsFromDcopf(SolveOptions options) {
        return options.model() == Model.POWER_BALANCE_POLAR && !options.includeLoadlossVariables();
    }

    /** Whether the linearised problem would divide by zero. */
    private static boolean hasZeroReactance(AcNetwork ac) {
        for (int place : ac.branches().place()) {
            if (ac.network().branches().get(place).xPu() == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The point that a start is; null where only ExaGO knows. Its own middle has the angles of the case in one model, and none of
     * an infinite limit.
     */
    static double @Nullable [] point(AcOpf problem, Initialization start) {
        return switch (start) {
            case FLATSTART -> flat(problem);
            case MIDPOINT -> {
                double[] x = flat(problem);
                for (int k = problem.v(0); k < 2 * problem.v(0); k++) {
                    x[k] = (problem.lower()[k] + problem.upper()[k]) / 2;
                }
                yield x;
            }
            case AUTO, FROMFILE, ACPF, DCOPF -> null;
        };
    }

    /** All voltages at 1 p.u. and at their reference's angle, all outputs in the middle of their limits. */
    static double[] flat(AcOpf problem) {
        BusData buses = problem.network().buses();
        double[] x = new double[problem.variables()];
        System.arraycopy(flatAngles(buses), 0, x, 0, buses.count());
        for (int i = 0; i < buses.count(); i++) {
            x[problem.v(i)] = 1;
        }
        for (int k = 2 * buses.count(); k < x.length; k++) {
            double middle = (problem.lower()[k] + problem.upper()[k]) / 2;
            x[k] = Double.isFinite(middle) ? middle : 0;
        }
        return x;
    }

    /** The start to use, not {@code AUTO}. */
    Initialization current() {
        return all.get(current);
    }

    /** Goes on to the next start; answers whether there was one. */
    boolean advance() {
        if (current == all.size() - 1) {
            return false;
        }
        current++;
        return true;
    }
}
