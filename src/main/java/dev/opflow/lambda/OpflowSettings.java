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
import org.eclipse.microprofile.config.Config;

/**
 * What can be configured, all below {@code opflow}; docs/configuration.md explains each. Read by name rather than mapped to
 * an interface: a mapping is loaded while the package is built, by a JVM that may be older than the product.
 *
 * @param results where results go: {@code opflow.results.bucket} and {@code opflow.results.prefix}
 * @param limits what a case may ask of its reader: {@code opflow.limits.*}
 * @param time how long an invocation may solve: {@code opflow.margin} and {@code opflow.invocation-time}
 * @param verificationTolerance largest violation that passes: {@code opflow.verify.tolerance}
 * @param exagoHome folder of an ExaGO installation: {@code opflow.exago.home}
 * @param defaults solve options: {@code opflow.NAME}, for each of {@link SolveOption}
 */
record OpflowSettings(
        ResultPlace results,
        ReaderLimits limits,
        InvocationTime time,
        double verificationTolerance,
        Optional<Path> exagoHome,
        SolveOptions defaults) {

    private static final String ROOT = "opflow.";
    private static final Duration MARGIN = Duration.ofSeconds(5);

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
                        reader.value("limits.bytes", Long.class).orElse(usual.bytes()),
                        reader.value("limits.unpacked-bytes", Long.class).orElse(usual.unpackedBytes()),
                        reader.value("limits.rows", Integer.class).orElse(usual.rows()),
                        reader.value("limits.row-bytes", Integer.class).orElse(usual.rowBytes())),
                new InvocationTime(
                        reader.value("invocation-time", Duration.class),
                        reader.value("margin", Duration.class).orElse(MARGIN)),
                reader.value("verify.tolerance", Double.class).orElse(1e-6),
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

        void requireNoOthers() {
            for (String name : config.getPropertyNames()) {
                if (name.startsWith(ROOT) && !known.contains(name)) {
                    throw new IllegalArgumentException(
                            "There is no setting " + name + ". The settings are: " + String.join(", ", known) + ".");
                }
            }
        }
    }
}
