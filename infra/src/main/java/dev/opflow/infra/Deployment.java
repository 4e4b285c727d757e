package dev.opflow.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be said of a deployment, each by {@code -c NAME=VALUE} of a {@code cdk} command or in the context of cdk.json.
 * docs/deploy.md explains each.
 *
 * @param name of the stack, and what all names in it begin with
 * @param image where the image comes from
 * @param architecture the processor, {@code x86_64} or {@code arm64}
 * @param memoryMb of the function, MB
 * @param timeoutSeconds of an invocation
 * @param concurrency most invocations at a time
 * @param uploadsPrefix what the keys of cases begin with; may be empty
 * @param resultsPrefix what the keys of results begin with; may be empty
 * @param logDays how long logs are kept
 * @param versionDays how long an upload is kept after it was replaced or deleted
 * @param snapStart whether environments start from a snapshot
 * @param alarmEmail who is told of alarms; empty for nobody
 * @param environment settings of the function by their variables, besides those that the stack makes
 * @param imageReaders other accounts whose functions may have images of the repository
 */
record Deployment(
        String name,
        ImageSource image,
        String architecture,
        int memoryMb,
        int timeoutSeconds,
        int concurrency,
        String uploadsPrefix,
        String resultsPrefix,
        int logDays,
        int versionDays,
        boolean snapStart,
        Optional<String> alarmEmail,
        Map<String, String> environment,
        List<String> imageReaders) {

    /** A repository of ECR has this name; names of buckets begin with it, and have 63 characters at most. */
    private static final Pattern NAME = Pattern.compile("(?=.{2,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Without marks that mean something in a policy or have to be encoded in a URL. */
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_=-][A-Za-z0-9._=-]*/)*");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /** CloudWatch takes no others. */
    private static final List<Integer> LOG_DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    /** Settings, and options of the JVM; but none that the stack sets. */
    private static final String VARIABLE =
            "(?!OPFLOW_RESULTS_|OPFLOW_METRICS_NAMESPACE=)(?:OPFLOW_[A-Z0-9_]+|JAVA_TOOL_OPTIONS)";

    Deployment {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        imageReaders = List.copyOf(imageReaders);
    }

    /** Refuses an image from elsewhere than the region that the function goes to, which Lambda would only while deploying. */
    void requireImageIn(String region) {
        if (image instanceof ImageSource.InRegistry registry
                && !registry.region().equals(region)) {
            throw new IllegalArgumentException(
                    "image lies in " + registry.region() + ", and the function goes to " + region
                            + ": Lambda takes images from its own region only. Push it to a repository there, or set"
                            + " AWS_REGION.");
        }
    }

    /**
     * Reads the context of the app.
     *
     * @param buildContext folder that the image is built from, where none is named
     * @throws IllegalArgumentException when something is unknown or has no valid value; says what, and what is valid
     */
    static Deployment of(Map<String, ?> context, Path buildContext) {
        Reader reader = new Reader(context);
        Deployment deployment = new Deployment(
                reader.text("name", NAME, "2 to 20 of a-z, 0-9 and single - between them, a letter first", "opflow"),
                reader.image(buildContext),
                reader.text("architecture", Pattern.compile("x86_64|arm64"), "x86_64 or arm64", "x86_64"),
                reader.number("memory", 512, 10_240, 1_769),
                reader.number("timeout", 30, 900, 300),
                reader.number("concurrency", 2, 1_000, 10),
                reader.text("uploadsPrefix", PREFIX, "folders, each with a / at its end, as cases/", ""),
                reader.text("resultsPrefix", PREFIX, "folders, each with a / at its end, as results/", ""),
                reader.number("logDays", LOG_DAYS, 30),
                reader.number("versionDays", 1, 3_650, 30),
                Boolean.parseBoolean(reader.text("snapStart", Pattern.compile("true|false"), "true or false", "false")),
                reader.value("alarmEmail", EMAIL, "an e-mail address"),
                reader.pairs(
                        "environment",
                        VARIABLE,
                        "OPFLOW_NAME=VALUE and JAVA_TOOL_OPTIONS=VALUE, with commas between them, but no"
                                + " OPFLOW_RESULTS_BUCKET, OPFLOW_RESULTS_PREFIX or OPFLOW_METRICS_NAMESPACE"),
                reader.accounts("imageReaders"));
        reader.requireNoOthers();
        return deployment;
    }

    /** Reads values and remembers which there can be. */
    private static final class Reader {
        /** What the command line of the CDK keeps in the context for itself, besides names with a colon or a slash. */
        private static final Set<String> OF_THE_CDK = Set.of("cli-telemetry", "acknowledged-issue-numbers");

        private static final Pattern ANYTHING = Pattern.compile(".*");

        private final Map<String, ?> context;
        private final Set<String> known = new TreeSet<>();

        Reader(Map<String, ?> context) {
            this.context = context;
        }

        ImageSource image(Path buildContext) {
            Map<String, String> arguments = pairs(
                    "buildArguments",
                    "[A-Za-z_]\\w*",
                    "arguments of the Dockerfile as NAME=VALUE, with commas between them");
            Optional<Path> exago = value("exagoFolder", ANYTHING, "")
                    .map(folder -> read("exagoFolder", folder, text -> {
                        if (!Files.isDirectory(Path.of(text))) {
                            throw new IllegalArgumentException("it takes a folder with an ExaGO installation");
                        }
                        return Path.of(text).toAbsolutePath();
                    }));
            Optional<ImageSource> named = value("image", ANYTHING, "")
                    .map(uri -> read("image", uri, text -> {
                        if (!arguments.isEmpty() || exago.isPresent()) {
                            throw new IllegalArgumentException(
                                    "buildArguments and exagoFolder are for an image that is built; leave one of them"
                                            + " out");
                        }
                        return ImageSource.InRegistry.parse(text);
                    }));
            return named.orElseGet(() -> new ImageSource.BuiltFrom(buildContext, exago, arguments));
        }

        Map<String, String> pairs(String name, String namePattern, String valid) {
            String pair = namePattern + "=[^,]*";
            Map<String, String> pairs = new LinkedHashMap<>();
            value(name, Pattern.compile(pair + "(?:," + pair + ")*"), valid).ifPresent(text -> {
                for (String each : text.split(",", -1)) {
                    int equals = each.indexOf('=');
                    pairs.put(each.substring(0, equals), each.substring(equals + 1));
                }
            });
            return pairs;
        }

        List<String> accounts(String name) {
            return value(name, Pattern.compile("\\d{12}(,\\d{12})*"), "accounts of 12 digits, with commas between them")
                    .map(text -> List.of(text.split(",")))
                    .orElse(List.of());
        }

        int number(String name, List<Integer> valid, int usual) {
            String all = valid.stream().map(String::valueOf).collect(Collectors.joining(", "));
            return value(name, Pattern.compile(all.replace(", ", "|")), "one of " + all)
                    .map(Integer::valueOf)
                    .orElse(usual);
        }

        int number(String name, int least, int most, int usual) {
            String valid = "it takes a whole number from " + least + " to " + most;
            return value(name, ANYTHING, "")
                    .map(text -> read(name, text, digits -> {
                        if (!digits.matches("\\d{1,5}")
                                || Integer.parseInt(digits) < least
                                || Integer.parseInt(digits) > most) {
                            throw new IllegalArgumentException(valid);
                        }
                        return Integer.valueOf(digits);
                    }))
                    .orElse(usual);
        }

        String text(String name, Pattern pattern, String valid, String usual) {
            return value(name, pattern, valid).orElse(usual);
        }

        Optional<String> value(String name, Pattern pattern, String valid) {
            known.add(name);
            Object value = context.get(name);
            if (value == null) {
                return Optional.empty();
            }
            return Optional.of(read(name, String.valueOf(value), text -> {
                if (!pattern.matcher(text).matches()) {
                    throw new IllegalArgumentException("it takes " + valid);
                }
                return text;
            }));
        }

        private static <T> T read(String name, String text, Function<String, T> parse) {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " can't be \"" + text + "\": " + e.getMessage() + ".", e);
            }
        }

        void requireNoOthers() {
            for (String name : context.keySet()) {
                boolean ofTheCdk = name.contains(":") || name.contains("/") || OF_THE_CDK.contains(name);
                if (!ofTheCdk && !known.contains(name)) {
                    throw new IllegalArgumentException(
                            "There is no context value " + name + ". There are: " + String.join(", ", known) + ".");
                }
            }
        }
    }
}
