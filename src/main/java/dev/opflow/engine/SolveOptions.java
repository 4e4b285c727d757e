package dev.opflow.engine;

import java.util.Map;

/**
 * What to solve and how: the options of ExaGO's OPFLOW under their own names, and the choice of engine. An engine refuses
 * those it can't honour; none is ignored silently.
 *
 * @param engine which engine
 * @param model formulation
 * @param initialization starting point
 * @param objective what is minimised
 * @param genbusvoltage how voltages of generator buses are bound
 * @param tolerance convergence tolerance, p.u. and relative
 * @param maxIterations iterations after which a run gives up; from another start there may be a second
 * @param hasGensetpoint generators have set-points
 * @param useAgc generators share an imbalance by participation
 * @param ignoreLineflowConstraints rateA is no limit
 * @param allowLineflowViolation rateA may be exceeded at a penalty
 * @param includeLoadlossVariables load may be shed at a penalty
 * @param includePowerimbalanceVariables power balance may be missed at a penalty
 * @param lineflowviolationPenalty $/h per MVA
 * @param loadlossPenalty $/h per MW
 * @param powerimbalancePenalty $/h per MW
 */
public record SolveOptions(
        EngineChoice engine,
        Model model,
        Initialization initialization,
        Objective objective,
        GeneratorBusVoltage genbusvoltage,
        double tolerance,
        int maxIterations,
        boolean hasGensetpoint,
        boolean useAgc,
        boolean ignoreLineflowConstraints,
        boolean allowLineflowViolation,
        boolean includeLoadlossVariables,
        boolean includePowerimbalanceVariables,
        double lineflowviolationPenalty,
        double loadlossPenalty,
        double powerimbalancePenalty) {

    /** Below this tolerance, round-off is all that is left to converge. */
    public static final double LEAST_TOLERANCE = 1e-10;
    /** Above this, a solution would be none. */
    public static final double LARGEST_TOLERANCE = 0.01;

    /** The defaults: those of OPFLOW, the engine and its start chosen automatically. */
    public static final SolveOptions DEFAULT = new Builder().build();

    public SolveOptions {
        if (!(tolerance >= LEAST_TOLERANCE && tolerance <= LARGEST_TOLERANCE)) {
            throw new IllegalArgumentException("tolerance is " + tolerance + ", must be from 1e-10 to 0.01");
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("max_iterations is " + maxIterations + ", must be at least 1");
        }
    }

    /** Which engine solves. */
    public enum EngineChoice {
        /** ExaGO where it is present and can express the case, else the embedded engine. */
        AUTO,
        EXAGO,
        EMBEDDED
    }

    /** Formulation of the power flow. */
    public enum Model {
        POWER_BALANCE_POLAR,
        POWER_BALANCE_CARTESIAN,
        DCOPF
    }

    /** Starting point. */
    public enum Initialization {
        /** Whatever the engine does best with. */
        AUTO,
        /** Middle of the limits. */
        MIDPOINT,
        /** Values of the case. */
        FROMFILE,
        /** An AC power flow. */
        ACPF,
        /** 1 p.u., angle 0. */
        FLATSTART,
        /** A DC optimal power flow. */
        DCOPF
    }

    /** What is minimised. */
    public enum Objective {
        MIN_GEN_COST,
        MIN_GENSETPOINT_DEVIATION,
        NO_OBJ
    }

    /** How voltages of generator buses are bound. */
    public enum GeneratorBusVoltage {
        VARIABLE_WITHIN_BOUNDS,
        FIXED_WITHIN_QBOUNDS,
        FIXED_AT_SETPOINT
    }

    /**
     * These options with some set anew from text, as {@link SolveOption} names them.
     *
     * @param texts value by name
     * @throws UnknownOptionException for a name or value that is not known; its message lists the valid ones
     */
    public SolveOptions with(Map<String, String> texts) throws UnknownOptionException {
        // without texts, the table of options is not even loaded, which a short-lived process feels
        return texts.isEmpty() ? this : SolveOption.apply(this, texts);
    }

    /** These options, to be changed. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects options; starts from the defaults. */
    public static final class Builder {
        private EngineChoice engine = EngineChoice.AUTO;
        private Model model = Model.POWER_BALANCE_POLAR;
        private Initialization initialization = Initialization.AUTO;
        private Objective objective = Objective.MIN_GEN_COST;
        private GeneratorBusVoltage genbusvoltage = GeneratorBusVoltage.VARIABLE_WITHIN_BOUNDS;
        private double tolerance = 1e-6;
        private int maxIterations = 500;
        private boolean hasGensetpoint;
        private boolean useAgc;
        private boolean ignoreLineflowConstraints;
        private boolean allowLineflowViolation;
        private boolean includeLoadlossVariables;
        private boolean includePowerimbalanceVariables;
        private double lineflowviolationPenalty = 100;
        private double loadlossPenalty = 1000;
        private double powerimbalancePenalty = 10_000;

        /** Starts from the defaults. */
        public Builder() {}

        private Builder(SolveOptions options) {
            engine = options.engine;
            model = options.model;
            initialization = options.initialization;
            objective = options.objective;
            genbusvoltage = options.genbusvoltage;
            tolerance = options.tolerance;
            maxIterations = options.maxIterations;
            hasGensetpoint = options.hasGensetpoint;
            useAgc = options.useAgc;
            ignoreLineflowConstraints = options.ignoreLineflowConstraints;
            allowLineflowViolation = options.allowLineflowViolation;
            includeLoadlossVariables = options.includeLoadlossVariables;
            includePowerimbalanceVariables = options.includePowerimbalanceVariables;
            lineflowviolationPenalty = options.lineflowviolationPenalty;
            loadlossPenalty = options.loadlossPenalty;
            powerimbalancePenalty = options.powerimbalancePenalty;
        }

        public Builder engine(EngineChoice value) {
            engine = value;
            return this;
        }

        public Builder model(Model value) {
            model = value;
            return this;
        }

        public Builder initialization(Initialization value) {
            initialization = value;
            return this;
        }

        public Builder objective(Objective value) {
            objective = value;
            return this;
        }

        public Builder genbusvoltage(GeneratorBusVoltage value) {
            genbusvoltage = value;
            return this;
        }

        public Builder tolerance(double value) {
            tolerance = value;
            return this;
        }

        public Builder maxIterations(int value) {
            maxIterations = value;
            return this;
        }

        public Builder hasGensetpoint(boolean value) {
            hasGensetpoint = value;
            return this;
        }

        public Builder useAgc(boolean value) {
            useAgc = value;
            return this;
        }

        public Builder ignoreLineflowConstraints(boolean value) {
            ignoreLineflowConstraints = value;
            return this;
        }

        public Builder allowLineflowViolation(boolean value) {
            allowLineflowViolation = value;
            return this;
        }

        public Builder includeLoadlossVariables(boolean value) {
            includeLoadlossVariables = value;
            return this;
        }

        public Builder includePowerimbalanceVariables(boolean value) {
            includePowerimbalanceVariables = value;
            return this;
        }

        public Builder lineflowviolationPenalty(double value) {
            lineflowviolationPenalty = value;
            return this;
        }

        public Builder loadlossPenalty(double value) {
            loadlossPenalty = value;
            return this;
        }

        public Builder powerimbalancePenalty(double value) {
            powerimbalancePenalty = value;
            return this;
        }

        /**
         * The options as collected.
         *
         * @throws IllegalArgumentException when a number is out of its range
         */
        public SolveOptions build() {
            return new SolveOptions(
                    engine,
                    model,
                    initialization,
                    objective,
                    genbusvoltage,
                    tolerance,
                    maxIterations,
                    hasGensetpoint,
                    useAgc,
                    ignoreLineflowConstraints,
                    allowLineflowViolation,
                    includeLoadlossVariables,
                    includePowerimbalanceVariables,
                    lineflowviolationPenalty,
                    loadlossPenalty,
                    powerimbalancePenalty);
        }
    }
}
