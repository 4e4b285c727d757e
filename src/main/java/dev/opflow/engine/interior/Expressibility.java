package dev.opflow.engine.interior;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.DcCase;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;

/** What the embedded engine has no means to express. */
final class Expressibility {
    private Expressibility() {}

    static List<Inexpressible> missing(Network given, SolveOptions options) {
        Network network = options.model() == SolveOptions.Model.DCOPF ? DcCase.of(given) : given;
        List<Inexpressible> missing = new ArrayList<>(Inexpressible.extensionsOf(network));
        addOptions(options, missing);
        missing.addAll(DcCase.inexpressible(network, options));
        BusIndex index = network.busIndex();
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            Bus bus = network.buses().get(index.at(generator.bus()));
            if (generator.inService() && bus.type() != BusType.ISOLATED) {
                addGenerator(network, g, generator, missing);
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            if (network.dcLines().get(d).inService()) {
                missing.add(new Inexpressible(Element.dcLine(network, d), "is a DC line in service"));
            }
        }
        return missing;
    }

    private static void addGenerator(Network network, int g, Generator generator, List<Inexpressible> missing) {
        if (generator.pCost() instanceof Cost.PiecewiseLinear || generator.qCost() instanceof Cost.PiecewiseLinear) {
            missing.add(new Inexpressible(Element.generator(network, g), "has a piecewise-linear cost"));
        }
        if (generator.hasCapabilityCurve()) {
            missing.add(new Inexpressible(Element.generator(network, g), "has a PQ capability curve (PC1, PC2)"));
        }
        // MATPOWER's rule (makeAvl). With both limits zero, qg is zero anyway. With neither there is no one power
        // factor:
        // MATPOWER stops there, and here it is treated as a generator.
        if (generator.isDispatchableLoad() && (generator.qminMvar() == 0) != (generator.qmaxMvar() == 0)) {
            missing.add(new Inexpressible(
                    Element.generator(network, g), "is a dispatchable load at constant power factor"));
        }
    }

    private static void addOptions(SolveOptions options, List<Inexpressible> missing) {
        refuseUnless(
                options.model() != SolveOptions.Model.POWER_BALANCE_CARTESIAN, "model " + options.model(), missing);
        refuseUnless(
                switch (options.initialization()) {
                    case AUTO, MIDPOINT, FROMFILE, FLATSTART, DCOPF -> true;
                    case ACPF -> false;
                },
                "initialization " + options.initialization(),
                missing);
        refuseUnless(
                options.objective() != SolveOptions.Objective.MIN_GENSETPOINT_DEVIATION,
                "objective " + options.objective(),
                missing);
        refuseUnless(
                options.genbusvoltage() == SolveOptions.GeneratorBusVoltage.VARIABLE_WITHIN_BOUNDS,
                "genbusvoltage " + options.genbusvoltage(),
                missing);
        refuseUnless(!options.hasGensetpoint(), "has_gensetpoint", missing);
        refuseUnless(!options.useAgc(), "use_agc", missing);
        refuseUnless(!options.allowLineflowViolation(), "allow_lineflow_violation", missing);
        refuseUnless(!options.includeLoadlossVariables(), "include_loadloss_variables", missing);
        refuseUnless(!options.includePowerimbalanceVariables(), "include_powerimbalance_variables", missing);
    }

    private static void refuseUnless(boolean expressible, String option, List<Inexpressible> missing) {
        if (!expressible) {
            missing.add(new Inexpressible(Element.NETWORK, "asks for option " + option));
        }
    }
}
