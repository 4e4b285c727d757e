package dev.opflow.engine.exago;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.DcCase;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * What ExaGO, as this engine drives it, has no means to express: most of it ExaGO would read without a word and solve as
 * something else. Limits on angle differences are not among it: they seldom bind, so the solution is held against them.
 */
final class Expressibility {
    /** {@code NGEN_AT_BUS_MAX}. */
    private static final int MOST_GENERATORS_AT_BUS = 32;
    /** {@code MAXCONNLINES}. */
    private static final int MOST_BRANCHES_AT_BUS = 64;
    /** Coefficients that ExaGO reads: of the square, the power itself and the constant. */
    private static final int HIGHEST_DEGREE = 2;

    private final Network network;
    private final SolveOptions options;
    private final List<Inexpressible> missing = new ArrayList<>();

    private Expressibility(Network network, SolveOptions options) {
        this.network = options.model() == SolveOptions.Model.DCOPF ? DcCase.of(network) : network;
        this.options = options;
    }

    static List<Inexpressible> missing(Network network, SolveOptions options) {
        Expressibility expressibility = new Expressibility(network, options);
        expressibility.missing.addAll(Inexpressible.extensionsOf(network));
        expressibility.addOptions();
        expressibility.addGenerators();
        expressibility.addDcLines();
        expressibility.missing.addAll(DcCase.inexpressible(network, options));
        if (options.model() == SolveOptions.Model.DCOPF) {
            expressibility.missing.addAll(
                    DcBranches.inexpressible(expressibility.network, !options.ignoreLineflowConstraints()));
        }
        if (expressibility.missing.isEmpty()) {
            expressibility.addTopology(AcNetwork.of(expressibility.network, options.model()));
        }
        return expressibility.missing;
    }

    private void addOptions() {
        refuseUnless(options.model() != SolveOptions.Model.POWER_BALANCE_CARTESIAN, "model " + options.model());
        refuseUnless(options.objective() == SolveOptions.Objective.MIN_GEN_COST, "objective " + options.objective());
        refuseUnless(
                options.genbusvoltage() == SolveOptions.GeneratorBusVoltage.VARIABLE_WITHIN_BOUNDS,
                "genbusvoltage " + options.genbusvoltage());
        refuseUnless(!options.hasGensetpoint(), "has_gensetpoint");
        refuseUnless(!options.useAgc(), "use_agc");
        refuseUnless(!options.allowLineflowViolation(), "allow_lineflow_violation");
        refuseUnless(!options.includeLoadlossVariables(), "include_loadloss_variables");
        refuseUnless(!options.includePowerimbalanceVariables(), "include_powerimbalance_variables");
    }

    private void refuseUnless(boolean expressible, String option) {
        if (!expressible) {
            missing.add(new Inexpressible(Element.NETWORK, "asks for option " + option));
        }
    }

    private void addGenerators() {
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (generator.inService()) {
                addCosts(g, generator);
                addLimits(g, generator);
            }
        }
    }

    private void addCosts(int g, Generator generator) {
        switch (generator.pCost()) {
            case null -> add(g, "has no cost");
            case Cost.PiecewiseLinear piecewise -> add(g, "has a piecewise-linear cost");
            case Cost.Polynomial polynomial -> {
                if (polynomial.degree() > HIGHEST_DEGREE) {
                    add(g, "has a cost of degree " + polynomial.degree());
                }
            }
        }
        boolean reactiveIsFree = switch (generator.qCost()) {
            case null -> true;
            case Cost.PiecewiseLinear piecewise -> false;
            case Cost.Polynomial polynomial ->
                polynomial.coefficients().stream().allMatch(c -> c == 0);
        };
        if (!reactiveIsFree) {
            add(g, "has a cost of reactive power");
        }
    }

    private void addLimits(int g, Generator generator) {
        if (generator.hasCapabilityCurve()) {
            add(g, "has a PQ capability curve (PC1, PC2)");
        }
        // with both limits set it has no one power factor, and MATPOWER's rule (makeAvl) can't mean it
        if (generator.isDispatchableLoad() && (generator.qminMvar() == 0) != (generator.qmaxMvar() == 0)) {
            add(g, "is a dispatchable load at constant power factor");
        }
        boolean startsInTheMiddle = options.initialization() == Initialization.MIDPOINT
                || options.initialization() == Initialization.FLATSTART;
        if (startsInTheMiddle
                && !(Double.isFinite(generator.pminMw() + generator.pmaxMw())
                        && Double.isFinite(generator.qminMvar() + generator.qmaxMvar()))) {
            add(g, "has an infinite limit, and so no middle for initialization " + options.initialization());
        }
    }

    private void add(int generator, String reason) {
        missing.add(new Inexpressible(Element.generator(network, generator), reason));
    }

    private void addDcLines() {
        for (int d = 0; d < network.dcLines().size(); d++) {
            if (network.dcLines().get(d).inService()) {
                missing.add(new Inexpressible(Element.dcLine(network, d), "is a DC line in service"));
            }
        }
    }

    private void addTopology(AcNetwork ac) {
        int[] generators = new int[ac.buses().count()];
        int[] branches = new int[ac.buses().count()];
        for (int bus : ac.generators().bus()) {
            generators[bus]++;
        }
        BranchData data = ac.branches();
        for (int l = 0; l < data.count(); l++) {
            branches[data.from()[l]]++;
            branches[data.to()[l]]++;
        }
        References references = new References(ac);
        for (int i = 0; i < generators.length; i++) {
            addBus(Element.bus(network, ac.buses().place()[i]), i, references, generators[i], branches[i]);
        }
        if (options.initialization() == Initialization.ACPF && references.areSeveral()) {
            missing.add(new Inexpressible(
                    Element.NETWORK, "has several reference buses or islands, which initialization ACPF can't start"));
        }
    }

    private void addBus(Element element, int bus, References references, int generators, int branches) {
        if (branches == 0) {
            missing.add(new Inexpressible(element, "has no branch in service"));
        } else if (references.isDead(bus)) {
            missing.add(new Inexpressible(element, "is in an island without a generator in service"));
        } else if (references.isLost(bus)) {
            missing.add(new Inexpressible(
                    element, "is one of several references of its island, but has no generator in service"));
        }
        if (generators > MOST_GENERATORS_AT_BUS) {
            missing.add(new Inexpressible(
                    element, "has " + generators + " generators, more than " + MOST_GENERATORS_AT_BUS));
        }
        if (branches > MOST_BRANCHES_AT_BUS) {
            missing.add(new Inexpressible(element, "has " + branches + " branches, more than " + MOST_BRANCHES_AT_BUS));
        }
    }
}
