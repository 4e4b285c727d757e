package dev.opflow.engine.exago;

import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.formulation.BusData;
import java.util.List;

/**
 * Where to start, one start after the other. By default from ExaGO's own solution of the linearised problem, which takes the
 * fewest iterations and solves the most cases; where that is not possible or leads nowhere, from the case's own values.
 */
final class Starts {
    private final List<Initialization> all;
    private int current;

    Starts(AcNetwork ac, SolveOptions options) {
        if (options.initialization() != Initialization.AUTO) {
            all = List.of(options.initialization());
        } else if (!startsFromDcopf(options)) {
            all = List.of(Initialization.FROMFILE);
        } else if (hasZeroReactance(ac)) {
            all = List.of(Initialization.FROMFILE);
        } else {
            all = List.of(Initialization.DCOPF, Initialization.FROMFILE);
        }
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

    /** All voltages at 1 p.u. and at their reference's angle, all outputs in the middle of their limits. */
    static double[] flat(AcOpf problem) {
        BusData buses = problem.network().buses();
        double[] x = new double[problem.variables()];
        for (int i = 0; i < buses.count(); i++) {
            x[i] = buses.vaOfReference()[i];
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
