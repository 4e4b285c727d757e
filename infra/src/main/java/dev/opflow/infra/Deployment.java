package dev.opflow.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Optional<String> alarmEmail) {

    /** Names of buckets begin with that of the stack, and have 63 characters at most. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,19}");

    /** Without marks that mean something in a policy or have to be encoded in a URL. */
    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_=-][A-Za-z0-9._=-]*/)*");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    /** CloudWatch takes no others. */
    private static final List<Integer> LOG_DAYS = List.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    Deployment {
        if (!resultsPrefix.isEmpty() && uploadsPrefix.startsWith(resultsPrefix)) {
            throw new IllegalArgumentException("uploadsPrefix " + uploadsPrefix + " lies below resultsPrefix "
                    + resultsPrefix + ", where the function takes nothing for a case. Choose another of them.");
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
                reader.text("name", NAME, "a lower-case letter, then at most 19 of a-z, 0-9 and -", "opflow"),
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
                reader.value("alarmEmail", EMAIL, "an e-mail address"));
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
            Map<String, String> arguments = arguments();
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

        private Map<String, String> arguments() {
            String valid = "arguments of the Dockerfile as NAME=VALUE, with commas between them";
            Pattern list = Pattern.compile("[A-Za-z_]\\w*=[^,]*(,[A-Za-z_]\\w*=[^,]*)*");
            Map<String, String> arguments = new LinkedHashMap<>();
            value("buildArguments", list, valid).ifPresent(text -> {
                for (String argument : text.split(",", -1)) {
                    int equals = argument.indexOf('=');
                    arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
                }
            });
            return arguments;
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
