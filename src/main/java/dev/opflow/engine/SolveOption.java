package dev.opflow.engine;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The solve options by name, to be set from text: one place for names, valid values and what each means. */
public enum SolveOption {
    ENGINE(SolveOptions.EngineChoice.class, "which engine solves", SolveOptions.Builder::engine, SolveOptions::engine),
    MODEL(SolveOptions.Model.class, "formulation", SolveOptions.Builder::model, SolveOptions::model),
    INITIALIZATION(
            SolveOptions.Initialization.class,
            "starting point",
            SolveOptions.Builder::initialization,
            SolveOptions::initialization),
    OBJECTIVE(
            SolveOptions.Objective.class,
            "what is minimised",
            SolveOptions.Builder::objective,
            SolveOptions::objective),
    GENBUSVOLTAGE(
            SolveOptions.GeneratorBusVoltage.class,
            "how voltages of generator buses are bound",
            SolveOptions.Builder::genbusvoltage,
            SolveOptions::genbusvoltage),
    TOLERANCE(
            "a number from 1e-10 to 0.01",
            "convergence tolerance, p.u. and relative",
            (builder, text) ->
                    builder.tolerance(number(text, SolveOptions.LEAST_TOLERANCE, SolveOptions.LARGEST_TOLERANCE)),
            SolveOptions::tolerance),
    MAX_ITERATIONS(
            "a whole number from 1 to 100000",
            "iterations after which a run gives up; from another start there may be a second",
            (builder, text) -> builder.maxIterations(wholeNumber(text, 1, 100_000)),
            SolveOptions::maxIterations),
    HAS_GENSETPOINT("generators have set-points", SolveOptions.Builder::hasGensetpoint, SolveOptions::hasGensetpoint),
    USE_AGC("generators share an imbalance by participation", SolveOptions.Builder::useAgc, SolveOptions::useAgc),
    IGNORE_LINEFLOW_CONSTRAINTS(
            "rateA is no limit",
            SolveOptions.Builder::ignoreLineflowConstraints,
            SolveOptions::ignoreLineflowConstraints),
    ALLOW_LINEFLOW_VIOLATION(
            "rateA may be exceeded at a penalty; refused, as no engine here can honour it",
            SolveOptions.Builder::allowLineflowViolation,
            SolveOptions::allowLineflowViolation),
    INCLUDE_LOADLOSS_VARIABLES(
            "load may be shed at a penalty",
            SolveOptions.Builder::includeLoadlossVariables,
            SolveOptions::includeLoadlossVariables),
    INCLUDE_POWERIMBALANCE_VARIABLES(
            "power balance may be missed at a penalty",
            SolveOptions.Builder::includePowerimbalanceVariables,
            SolveOptions::includePowerimbalanceVariables),
    LINEFLOWVIOLATION_PENALTY(
            "a number from 0 to 1e9",
            "$/h per MVA over rateA; only with allow_lineflow_violation, which is refused",
            (builder, text) -> builder.lineflowviolationPenalty(number(text, 0, 1e9)),
            SolveOptions::lineflowviolationPenalty),
    LOADLOSS_PENALTY(
            "a number from 0 to 1e9",
            "$/h per MW shed",
            (builder, text) -> builder.loadlossPenalty(number(text, 0, 1e9)),
            SolveOptions::loadlossPenalty),
    POWERIMBALANCE_PENALTY(
            "a number from 0 to 1e9",
            "$/h per MW missed",
            (builder, text) -> builder.powerimbalancePenalty(number(text, 0, 1e9)),
            SolveOptions::powerimbalancePenalty);

    private final String valid;
    private final String meaning;
    private final BiConsumer<SolveOptions.Builder, String> setter;
    private final Function<SolveOptions, Object> getter;

    SolveOption(
            String valid,
            String meaning,
            BiConsumer<SolveOptions.Builder, String> setter,
            Function<SolveOptions, Object> getter) {
        this.valid = valid;
        this.meaning = meaning;
        this.setter = setter;
        this.getter = getter;
    }

    SolveOption(
            String meaning, BiConsumer<SolveOptions.Builder, Boolean> setter, Function<SolveOptions, Object> getter) {
        this("true | false", meaning, (builder, text) -> setter.accept(builder, truth(text)), getter);
    }

    <E extends Enum<E>> SolveOption(
            Class<E> type,
            String meaning,
            BiConsumer<SolveOptions.Builder, E> setter,
            Function<SolveOptions, Object> getter) {
        this(spellings(type), meaning, (builder, text) -> setter.accept(builder, constant(type, text)), getter);
    }

    /** The option's name, as {@code max_iterations}; hyphens for underscores are understood too. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its valid values, for people. */
    public String valid() {
        return valid;
    }

    /** Its value among some options: an enum constant, a number or a boolean. */
    public Object valueIn(SolveOptions options) {
        return getter.apply(options);
    }

    /** What it means, for people. */
    public String meaning() {
        return meaning;
    }

    /** The option of a name, in any case, with underscores or hyphens. */
    public static Optional<SolveOption> named(String name) {
        String canonical = canonical(name);
        return Arrays.stream(values())
                .filter(option -> option.name().equals(canonical))
                .findFirst();
    }

    /**
     * Options with some of them set anew from text.
     *
     * @param base what holds where the texts say nothing
     * @param texts value by name
     * @throws UnknownOptionException for a name or value that is not known; its message lists the valid ones; or for an
     *     option given twice, under two spellings
     */
    static SolveOptions apply(SolveOptions base, Map<String, String> texts) throws UnknownOptionException {
        SolveOptions.Builder builder = base.toBuilder();
        Set<SolveOption> seen = EnumSet.noneOf(SolveOption.class);
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            SolveOption option = named(entry.getKey())
                    .orElseThrow(() -> new UnknownOptionException("There is no option \"" + entry.getKey()
                            + "\". The options are: "
                            + Arrays.stream(values())
                                    .map(SolveOption::optionName)
                                    .collect(Collectors.joining(", "))
                            + "."));
            if (!seen.add(option)) {
                throw new UnknownOptionException("Option " + option.optionName() + " is given twice.");
            }
            try {
                option.setter.accept(builder, entry.getValue().strip());
            } catch (IllegalArgumentException e) {
                throw new UnknownOptionException("Option " + option.optionName() + " can't be \"" + entry.getValue()
                        + "\". It takes: " + option.valid + ".");
            }
        }
        return builder.build();
    }

    private static String canonical(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <E extends Enum<E>> String spellings(Class<E> type) {
        boolean lower = type == SolveOptions.EngineChoice.class;
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> lower ? constant.name().toLowerCase(Locale.ROOT) : constant.name())
                .collect(Collectors.joining(" | "));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, canonical(text));
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static double number(String text, double least, double most) {
        double value = Double.parseDouble(text);
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static int wholeNumber(String text, int least, int most) {
        int value = Integer.parseInt(text);
        if (value < least || value > most) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }
}
