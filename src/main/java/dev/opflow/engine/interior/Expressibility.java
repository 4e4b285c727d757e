package dev.opflow.engine.interior;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.DcCase;
import dev.opflow.engine.formulation.OptionLimits;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.grid.Cost;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the embedded engine has no means to express. */
final class Expressibility {
    private Expressibility() {}

    static List<Inexpressible> missing(Network given, SolveOptions options) {
        Network network = options.model() == SolveOptions.Model.DCOPF ? DcCase.of(given) : given;
        List<Inexpressible> missing = new ArrayList<>(Inexpressible.extensionsOf(network));
        addOptions(options, missing);
        missing.addAll(DcCase.inexpressible(network, options));
        List<Inexpressible> limits = OptionLimits.missing(network, options);
        missing.addAll(limits);
        addElements(limits.isEmpty() ? new PosedCase(network, options).plain() : network, missing);
        return missing;
    }

    private static void addElements(Network network, List<Inexpressible> missing) {
        Participants participants = Participants.of(network);
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (participants.has(generator)) {
                addGenerator(network, g, generator, missing);
            }
        }
        for (int d = 0; d < network.dcLines().size(); d++) {
            if (participants.has(network.dcLines().get(d))) {
                addDcLine(network, d, missing);
            }
        }
    }

    private static void addGenerator(Network network, int g, Generator generator, List<Inexpressible> missing) {
        Element element = Element.generator(network, g);
        addCost(element, "cost", generator.pCost(), generator.pminMw(), generator.pmaxMw(), missing);
        addCost(element, "reactive cost", generator.qCost(), generator.qminMvar(), generator.qmaxMvar(), missing);
        if (generator.hasConstantPowerFactor()
                && Double.isInfinite(generator.pminMw() + generator.qminMvar() + generator.qmaxMvar())) {
            missing.add(new Inexpressible(
                    element, "is a dispatchable load whose power factor is that of an infinite limit"));
        }
    }

    private static void addDcLine(Network network, int d, List<Inexpressible> missing) {
        DcLine line = network.dcLines().get(d);
        Element element = Element.dcLine(network, d);
        if (!(line.loss1() < 1)) {
            missing.add(new Inexpressible(element, "loses all that it takes, as loss1 is " + line.loss1()));
            return;
        }
        addCost(element, "cost", line.cost(), line.leastPfMw(), line.mostPfMw(), missing);
    }

    /** Segments are used from the cheapest on, so that a cost whose slope falls would come out too low. */
    private static void addCost(
            Element element, String what, @Nullable Cost cost, double low, double high, List<Inexpressible> missing) {
        int dent = cost instanceof Cost.PiecewiseLinear piecewise ? piecewise.dentBetween(low, high) : -1;
        if (dent >= 0 && cost instanceof Cost.PiecewiseLinear piecewise) {
            missing.add(new Inexpressible(
                    element,
                    "has a piecewise-linear " + what + " that is not convex: its slope falls at point " + (dent + 1)
                            + " (" + piecewise.points().get(dent).power() + ")"));
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
    }

    private static void refuseUnless(boolean expressible, String option, List<Inexpressible> missing) {
        if (!expressible) {
            missing.add(new Inexpressible(Element.NETWORK, "asks for option " + option));
        }
    }
}
