package dev.opflow.lambda;

import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.UnknownOptionException;
import dev.opflow.matpower.ReaderLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/**
 * What can be configured, all below {@code opflow}; docs/configuration.md explains each. Read by name rather than mapped to
 * an interface: a mapping is loaded while the package is built, by a JVM that may be older than the product.
 *
 * @param results where results go: {@code opflow.results.bucket} and {@code opflow.results.prefix}
 * @param limits what a case may ask of its reader: {@code opflow.limits.*}
 * @param time how long an invocation may solve: {@code opflow.margin} and {@code opflow.invocation-time}
 * @param verificationTolerance largest violation that passes: {@code opflow.verify.tolerance}
 * @param metricsNamespace of the metrics that runs are logged as: {@code opflow.metrics.namespace}; none without
 * @param pricePerGbSecond what the function costs, $ for a GB and a second: {@code opflow.price-per-gb-second}
 * @param exagoHome folder of an ExaGO installation: {@code opflow.exago.home}
 * @param defaults solve options: {@code opflow.NAME}, for each of {@link SolveOption}
 */
record OpflowSettings(
        ResultPlace results,
        ReaderLimits limits,
        InvocationTime time,
        double verificationTolerance,
        Optional<String> metricsNamespace,
        double pricePerGbSecond,
        Optional<Path> exagoHome,
        SolveOptions defaults) {

    private static final String ROOT = "opflow.";
    private static final long MOST = Integer.MAX_VALUE - 8;
    private static final Duration MARGIN = Duration.ofSeconds(10);
    /** AWS Lambda's for x86 in most regions, before discounts. */
    private static final double PRICE_PER_GB_SECOND = 0.0000166667;

    /** Names that CloudWatch takes; it drops the metrics of others without a word. */
    private static final Pattern NAMESPACE = Pattern.compile("(?!AWS/)[A-Za-z0-9._/#:-]{1,255}");
    /** Variables of bin/opflow, as they look among settings. */
    private static final Set<String> COMMAND_LINE = Set.of("opflowjavahome", "opflowjavaopts", "opflowterminal");

    /**
     * The settings of a configuration.
     *
     * @throws IllegalArgumentException when something is missing, unknown or has no valid value; says what
     */
    static OpflowSettings of(Config config) {
        Reader reader = new Reader(config);
        String bucket = reader.value("results.bucket", String.class)
                .orElseThrow(() -> new IllegalArgumentException("opflow.results.bucket is not set. Name the bucket that"
                        + " results go to, as by the environment variable OPFLOW_RESULTS_BUCKET."));
        ReaderLimits usual = ReaderLimits.DEFAULT;
        OpflowSettings settings = new OpflowSettings(
                new ResultPlace(
                        bucket, reader.value("results.prefix", String.class).orElse("")),
                new ReaderLimits(
                        reader.count("limits.bytes", usual.bytes()),
                        reader.count("limits.unpacked-bytes", usual.unpackedBytes()),
                        Math.toIntExact(reader.count("limits.rows", usual.rows())),
                        Math.toIntExact(reader.count("limits.row-bytes", usual.rowBytes())),
                        reader.count("limits.values", usual.values())),
                new InvocationTime(
                        reader.value("invocation-time", Duration.class),
                        reader.value("margin", Duration.class, time -> !time.isNegative(), "a time of 0s or more")
                                .orElse(MARGIN)),
                reader.value("verify.tolerance", Double.class, t -> t > 0 && t < 1, "a number between 0 and 1")
                        .orElse(1e-6),
                reader.value(
                        "metrics.namespace",
                        String.class,
                        name -> NAMESPACE.matcher(name).matches(),
                        "1 to 255 letters, digits and ._-/#: that do not begin with AWS/"),
                reader.value("price-per-gb-second", Double.class, p -> p >= 0 && p < 1, "a number from 0 to 1")
                        .orElse(PRICE_PER_GB_SECOND),
                reader.value("exago.home", Path.class),
                defaults(reader));
        reader.requireNoOthers();
        return settings;
    }

    private static SolveOptions defaults(Reader reader) {
        Map<String, String> options = new LinkedHashMap<>();
        for (SolveOption option : SolveOption.values()) {
            String name = option.optionName().replace('_', '-');
            reader.value(name, String.class).ifPresent(value -> options.put(option.optionName(), value));
        }
        try {
            return SolveOptions.DEFAULT.with(options);
        } catch (UnknownOptionException e) {
            throw new IllegalArgumentException("A default of a solve option (opflow.*) is wrong: " + e.getMessage(), e);
        }
    }

    /** Reads values and remembers which there can be. */
    private static final class Reader {
        private final Config config;
        private final Set<String> known = new TreeSet<>();

        Reader(Config config) {
            this.config = config;
        }

        /** A number of bytes, rows or values: no array of Java's is longer. */
        long count(String name, long usual) {
            return value(name, Long.class, n -> n >= 1 && n <= MOST, "a whole number from 1 to " + MOST)
                    .orElse(usual);
        }

        <T> Optional<T> value(String name, Class<T> type, Predicate<T> isValid, String valid) {
            Optional<T> value = value(name, type);
            if (value.isPresent() && !isValid.test(value.get())) {
                throw new IllegalArgumentException(
                        ROOT + name + " can't be " + value.get() + ": it takes " + valid + ".");
            }
            return value;
        }

        <T> Optional<T> value(String name, Class<T> type) {
            String full = ROOT + name;
            known.add(full);
            try {
                return config.getOptionalValue(full, type);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        full + " can't be \"" + config.getConfigValue(full).getValue() + "\": it takes a value of type "
                                + type.getSimpleName().toLowerCase(Locale.ROOT) + ".",
                        e);
            }
        }

        /** Environment variables have no hyphens, so names are compared without any marks. */
        void requireNoOthers() {
            Set<String> bare = known.stream().map(Reader::bare).collect(Collectors.toSet());
            for (String name : config.getPropertyNames()) {
                if (name.startsWith(ROOT) && !bare.contains(bare(name)) && !COMMAND_LINE.contains(bare(name))) {
                    throw new IllegalArgumentException(
                            "There is no setting " + name + ". The settings are: " + String.join(", ", known) + ".");
                }
            }
        }

        private static String bare(String name) {
            return name.replaceAll("[^a-z0-9]", "");
        }
    }
}
