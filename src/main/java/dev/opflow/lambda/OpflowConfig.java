package dev.opflow.lambda;

import dev.opflow.engine.SolveOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What can be configured, all below {@code opflow}; docs/configuration.md explains each. */
@ConfigMapping(prefix = "opflow")
public interface OpflowConfig {
    /** Where results go. */
    Results results();

    /** What a case may ask of its reader. */
    Limits limits();

    /** Time kept at the end of an invocation for writing results. */
    @WithDefault("5s")
    Duration margin();

    /** How long an invocation may take, for the mock event servers of dev mode and tests, which do not say; Lambda does. */
    Optional<Duration> invocationTime();

    /** The recomputation of solutions. */
    Verify verify();

    /** The engine behind a C library. */
    Exago exago();

    /** Default of the solve option of this name, as the others below. */
    Optional<String> engine();

    Optional<String> model();

    Optional<String> initialization();

    Optional<String> objective();

    Optional<String> genbusvoltage();

    Optional<String> tolerance();

    Optional<String> maxIterations();

    Optional<String> hasGensetpoint();

    Optional<String> useAgc();

    Optional<String> ignoreLineflowConstraints();

    Optional<String> allowLineflowViolation();

    Optional<String> includeLoadlossVariables();

    Optional<String> includePowerimbalanceVariables();

    Optional<String> lineflowviolationPenalty();

    Optional<String> loadlossPenalty();

    Optional<String> powerimbalancePenalty();

    /** The solve options that are configured, by name. */
    default Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (SolveOption option : SolveOption.values()) {
            configured(option).ifPresent(value -> options.put(option.optionName(), value));
        }
        return options;
    }

    private Optional<String> configured(SolveOption option) {
        return switch (option) {
            case ENGINE -> engine();
            case MODEL -> model();
            case INITIALIZATION -> initialization();
            case OBJECTIVE -> objective();
            case GENBUSVOLTAGE -> genbusvoltage();
            case TOLERANCE -> tolerance();
            case MAX_ITERATIONS -> maxIterations();
            case HAS_GENSETPOINT -> hasGensetpoint();
            case USE_AGC -> useAgc();
            case IGNORE_LINEFLOW_CONSTRAINTS -> ignoreLineflowConstraints();
            case ALLOW_LINEFLOW_VIOLATION -> allowLineflowViolation();
            case INCLUDE_LOADLOSS_VARIABLES -> includeLoadlossVariables();
            case INCLUDE_POWERIMBALANCE_VARIABLES -> includePowerimbalanceVariables();
            case LINEFLOWVIOLATION_PENALTY -> lineflowviolationPenalty();
            case LOADLOSS_PENALTY -> loadlossPenalty();
            case POWERIMBALANCE_PENALTY -> powerimbalancePenalty();
        };
    }

    /** Where results go. */
    interface Results {
        /** Name of the bucket. */
        String bucket();

        /** What the keys of results begin with. */
        Optional<String> prefix();
    }

    /** What a case may ask of its reader; what is larger is refused. */
    interface Limits {
        /** Largest file, bytes as they are. */
        @WithDefault("67108864")
        long bytes();

        /** Largest text, bytes once unpacked. */
        @WithDefault("536870912")
        long unpackedBytes();

        /** Most rows of a matrix. */
        @WithDefault("4000000")
        int rows();

        /** Longest row of a matrix, bytes. */
        @WithDefault("1048576")
        int rowBytes();
    }

    /** The recomputation of solutions. */
    interface Verify {
        /** Largest violation that passes: p.u., radians, relative for the objective. */
        @WithDefault("1e-6")
        double tolerance();
    }

    /** The engine behind a C library. */
    interface Exago {
        /** Folder of an installation; empty for none. */
        Optional<Path> home();
    }
}
