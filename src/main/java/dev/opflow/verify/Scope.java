package dev.opflow.verify;

import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.grid.Element;
import dev.opflow.grid.Network;

/** What the verifier does not model: a solution that any of it takes part in can't be verified, however good it is. */
final class Scope {
    private Scope() {}

    static void check(Network network, SolveOptions options, Violations violations) {
        for (String extension : network.extensions()) {
            violations.unmodelled(new Element(Element.Kind.NETWORK, 0, "field " + extension));
        }
        unless(options.genbusvoltage() != GeneratorBusVoltage.FIXED_WITHIN_QBOUNDS, "genbusvoltage", violations);
        unless(!options.useAgc(), "use_agc", violations);
        unless(!options.allowLineflowViolation(), "allow_lineflow_violation", violations);
    }

    /** Whether the conditions of optimality are known: those of the standard problem, with voltages free within their limits. */
    static boolean hasPrices(SolveOptions options) {
        return options.objective() == SolveOptions.Objective.MIN_GEN_COST
                && options.genbusvoltage() == GeneratorBusVoltage.VARIABLE_WITHIN_BOUNDS;
    }

    private static void unless(boolean modelled, String option, Violations violations) {
        if (!modelled) {
            violations.unmodelled(new Element(Element.Kind.NETWORK, 0, "option " + option));
        }
    }
}
