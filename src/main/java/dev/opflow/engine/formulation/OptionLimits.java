package dev.opflow.engine.formulation;

import dev.opflow.engine.Inexpressible;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.SolveOptions.GeneratorBusVoltage;
import dev.opflow.engine.SolveOptions.Model;
import dev.opflow.engine.SolveOptions.Objective;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusIndex;
import dev.opflow.grid.Element;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.grid.Participants;
import java.util.ArrayList;
import java.util.List;

/** Options, and cases for options, that no engine can honour, with the reason why. */
public final class OptionLimits {
    private OptionLimits() {}

    /**
     * What can't be honoured.
     *
     * @param network the case, checked
     * @param options what is asked of it
     * @return empty where {@link PosedCase} can pose it
     */
    public static List<Inexpressible> missing(Network network, SolveOptions options) {
        List<Inexpressible> missing = new ArrayList<>();
        boolean deviation = options.objective() == Objective.MIN_GENSETPOINT_DEVIATION;
        if (options.genbusvoltage() == GeneratorBusVoltage.FIXED_WITHIN_QBOUNDS) {
            refuse(
                    "genbusvoltage FIXED_WITHIN_QBOUNDS, under which a product of two distances is kept at 0, so"
                            + " neither of them is, and VMIN and VMAX of generator buses are not kept",
                    missing);
        }
        if (options.useAgc()) {
            refuse("use_agc, under which a product of two distances is kept at 0, so neither of them is", missing);
        }
        if (options.hasGensetpoint() && !deviation) {
            refuse("has_gensetpoint, which changes nothing without objective MIN_GENSETPOINT_DEVIATION", missing);
        }
        if (options.allowLineflowViolation()) {
            refuse("allow_lineflow_violation, which no engine here can honour", missing);
        }
        addIdlePenalties(options, missing);
        boolean fixed = options.genbusvoltage() == GeneratorBusVoltage.FIXED_AT_SETPOINT;
        if (fixed && options.model() == Model.DCOPF) {
            refuse("genbusvoltage FIXED_AT_SETPOINT, but in model DCOPF all voltages are 1 p.u.", missing);
        }
        if (deviation || fixed) {
            addGenerators(network, deviation, fixed, missing);
        }
        return missing;
    }

    /** A penalty that was set for what is not asked for. */
    private static void addIdlePenalties(SolveOptions options, List<Inexpressible> missing) {
        SolveOptions usual = SolveOptions.DEFAULT;
        if (!options.includeLoadlossVariables() && options.loadlossPenalty() != usual.loadlossPenalty()) {
            refuse("loadloss_penalty, which changes nothing without include_loadloss_variables", missing);
        }
        if (!options.includePowerimbalanceVariables()
                && options.powerimbalancePenalty() != usual.powerimbalancePenalty()) {
            refuse("powerimbalance_penalty, which changes nothing without include_powerimbalance_variables", missing);
        }
        if (!options.allowLineflowViolation()
                && options.lineflowviolationPenalty() != usual.lineflowviolationPenalty()) {
            refuse("lineflowviolation_penalty, which changes nothing without allow_lineflow_violation", missing);
        }
    }

    private static void refuse(String option, List<Inexpressible> missing) {
        missing.add(new Inexpressible(Element.NETWORK, "asks for option " + option));
    }

    private static void addGenerators(Network network, boolean deviation, boolean fixed, List<Inexpressible> missing) {
        BusIndex index = network.busIndex();
        Participants participants = Participants.of(network);
        double[] setpoint = new double[network.buses().size()];
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (!participants.has(generator)) {
                continue;
            }
            int i = index.at(generator.bus());
            Bus bus = network.buses().get(i);
            Element element = Element.generator(network, g);
            double vg = generator.vgPu();
            if (fixed && !(bus.vminPu() <= vg && vg <= bus.vmaxPu())) {
                missing.add(new Inexpressible(element, "has a set-point, VG = " + vg + ", outside of VMIN and VMAX"));
            } else if (fixed && setpoint[i] != 0 && setpoint[i] != vg) {
                missing.add(new Inexpressible(element, "has another set-point, VG = " + vg + ", than one beside it"));
            }
            setpoint[i] = vg;
            if (deviation && !Double.isFinite(PosedCase.setpointMw(generator))) {
                missing.add(
                        new Inexpressible(element, "has neither a set-point within its limits nor a middle of them"));
            }
        }
    }
}
