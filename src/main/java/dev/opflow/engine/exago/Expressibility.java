package dev.opflow.engine.exago;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.Initialization;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.BranchData;
import dev.opflow.engine.formulation.DcCase;
import dev.opflow.engine.formulation.OptionLimits;
import dev.opflow.engine.formulation.PosedCase;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.Cost;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
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
    /** Of a reference's angle that is kept by its tangent. */
    private static final double LEAST_COSINE = 0.01;

    private final Network network;
    private final SolveOptions options;
    private final List<Inexpressible> missing = new ArrayList<>();

    private Expressibility(Network network, SolveOptions options) {
        this.network = options.model() == SolveOptions.Model.DCOPF ? DcCase.of(network) : network;
        this.options = options;
    }

    static List<Inexpressible> missing(Network network, SolveOptions options) {
        List<Inexpressible> limits = OptionLimits.missing(network, options);
        Network posed = limits.isEmpty() ? new PosedCase(network, options).plain() : network;
        Expressibility expressibility = new Expressibility(posed, options);
        expressibility.missing.addAll(Inexpressible.extensionsOf(network));
        expressibility.addOptions();
        expressibility.missing.addAll(limits);
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
        switch (options.model()) {
            case POWER_BALANCE_POLAR -> {
                if (options.includeLoadlossVariables()) {
                    refuse(
                            options.initialization() == Initialization.DCOPF,
                            "initialization DCOPF with include_loadloss_variables, of which ExaGO forgets what it"
                                    + " loses");
                    addNegativeDemand();
                }
            }
            case POWER_BALANCE_CARTESIAN -> {
                Initialization start = options.initialization();
                refuse(
                        start == Initialization.ACPF || start == Initialization.DCOPF,
                        "initialization " + start + ", from which model POWER_BALANCE_CARTESIAN does not start");
                refuseSlacks("of which model POWER_BALANCE_CARTESIAN penalises squares");
            }
            case DCOPF -> refuseSlacks("which this engine does not ask of model DCOPF");
        }
    }

    private void refuseSlacks(String reason) {
        refuse(options.includeLoadlossVariables(), "include_loadloss_variables, " + reason);
        refuse(options.includePowerimbalanceVariables(), "include_powerimbalance_variables, " + reason);
    }

    private void refuse(boolean asked, String option) {
        if (asked) {
            missing.add(new Inexpressible(Element.NETWORK, "asks for option " + option));
        }
    }

    /** ExaGO counts the loss of a negative demand as a gain, so that to lose it pays. */
    private void addNegativeDemand() {
        for (int i = 0; i < network.buses().size(); i++) {
            Bus bus = network.buses().get(i);
            if (bus.type() != BusType.ISOLATED && (bus.pdMw() < 0 || bus.qdMvar() < 0)) {
                missing.add(new Inexpressible(
                        Element.bus(network, i),
                        "has a negative demand, which ExaGO would be paid to lose (option"
                                + " include_loadloss_variables)"));
            }
        }
    }

    private void addGenerators() {
        Participants participants = Participants.of(network);
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (participants.has(generator)) {
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
    }

    private void add(int generator, String reason) {
        missing.add(new Inexpressible(Element.generator(network, generator), reason));
    }

    private void addDcLines() {
        Participants participants = Participants.of(network);
        for (int d = 0; d < network.dcLines().size(); d++) {
            if (participants.has(network.dcLines().get(d))) {
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
        if (options.model() == SolveOptions.Model.POWER_BALANCE_CARTESIAN) {
            addUprightReferences(ac, references);
        }
        if (options.initialization() == Initialization.ACPF && references.areSeveral()) {
            missing.add(new Inexpressible(
                    Element.NETWORK, "has several reference buses or islands, which initialization ACPF can't start"));
        }
    }

    /** The model keeps the tangent of a reference's angle, which is to the first one of its island. */
    private void addUprightReferences(AcNetwork ac, References references) {
        double[] va = ac.buses().va();
        for (int i = 0; i < ac.buses().count(); i++) {
            if (references.isKept(i) && Math.abs(Math.cos(va[i] - va[references.keptFor(i)])) < LEAST_COSINE) {
                missing.add(new Inexpressible(
                        Element.bus(network, ac.buses().place()[i]),
                        "has an angle to another reference whose tangent model POWER_BALANCE_CARTESIAN can't keep"));
            }
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
