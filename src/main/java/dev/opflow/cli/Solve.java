package dev.opflow.cli;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.UnknownOptionException;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** {@code bin/opflow}: solves case files and prints a line for each. */
public final class Solve {
    /** Set where standard error is a terminal, which Java itself can't tell. */
    private static final String ON_TERMINAL = "opflow.terminal";

    private static final int ALL_SOLVED = 0;
    private static final int SOME_NOT = 1;
    private static final int WRONG_USAGE = 2;

    private static final String ENGINE = "engine";
    private static final String OPTION = "option";
    private static final String FORMAT = "format";
    private static final String OUT = "out";
    private static final String TIME_LIMIT = "time-limit";
    private static final String EXAGO_HOME = "exago-home";
    private static final String STACK_TRACES = "stack-traces";
    private static final String HELP = "help";
    private static final String VERSION = "version";

    private static final String USAGE = """
        Usage: opflow [OPTION]... FILE...
        Solves AC optimal power flow cases in MATPOWER format.
          FILE...                       Case files, .m or .m.gz; a folder stands for all below it.
          --engine=auto|exago|embedded  Which engine solves (default auto).
          --option=name=value           A solve option, see below; repeatable.
          --format=table|jsonl          How lines look (default table).
          --out=DIR                     Write each case's result files to a folder below DIR.
          --time-limit=SECONDS          Give up on a case after this time.
          --exago-home=DIR              An ExaGO installation (default: environment variable EXAGO_HOME).
          --stack-traces                Print the stack trace of a failure.
          -h, --help                    Show this help and exit.
          -V, --version                 Print the version and exit.

        Exit code: 0 all solved, 1 some not, 2 wrong usage.

        Solve options (--option name=value):
        """;

    private final CommandLine line;
    private final Writer stdout;
    private final PrintWriter stderr;

    private Solve(CommandLine line, Writer stdout, PrintWriter stderr) {
        this.line = line;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Starts the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // not System.out, which keeps silent about a reader that has gone
        Writer stdout = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
        PrintWriter stderr = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = run(stdout, stderr, arguments);
        stderr.flush();
        // exit would look for loggers in all libraries first, to tell them; nothing is to be done on the way out
        Runtime.getRuntime().halt(exitCode);
    }

    /** Runs the command and answers its exit code. */
    static int run(Writer stdout, PrintWriter stderr, String... arguments) {
        try {
            CommandLine line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options(), arguments);
            if (line.hasOption(HELP) || line.hasOption(VERSION)) {
                new PrintWriter(stdout, true).println(line.hasOption(HELP) ? help() : version());
                return ALL_SOLVED;
            }
            return new Solve(line, stdout, stderr).call();
        } catch (ParseException | UnknownOptionException e) {
            stderr.println("opflow: " + e.getMessage() + "\nTry: opflow --help");
            return WRONG_USAGE;
        }
    }

    /** What there is; {@link #USAGE} says what it means. */
    static Options options() {
        Options options = new Options();
        for (String name : List.of(ENGINE, OPTION, FORMAT, OUT, TIME_LIMIT, EXAGO_HOME)) {
            options.addOption(Option.builder().longOpt(name).hasArg().get());
        }
        return options.addOption(Option.builder().longOpt(STACK_TRACES).get())
                .addOption(Option.builder("h").longOpt(HELP).get())
                .addOption(Option.builder("V").longOpt(VERSION).get());
    }

    private static String help() {
        StringBuilder text = new StringBuilder(USAGE);
        for (SolveOption option : SolveOption.values()) {
            text.append("  ").append(option.optionName()).append(": ").append(option.meaning());
            text.append("\n      ").append(option.valid()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    /** The version of the product, as its jar has it. */
    private static String version() {
        String version = Solve.class.getPackage().getImplementationVersion();
        return "opflow " + (version == null ? "(not packaged)" : version);
    }

    private int call() throws ParseException, UnknownOptionException {
        Batch batch;
        try {
            batch = batch();
        } catch (IOException | UncheckedIOException e) {
            throw new ParseException(Reasons.of(e) + ".");
        }
        try {
            return batch.run() ? ALL_SOLVED : SOME_NOT;
        } catch (IOException e) {
            // who reads the lines may have seen enough, as head does
            if (!"Broken pipe".equals(e.getMessage())) {
                stderr.println("opflow: The output can't be written: " + Reasons.of(e));
            }
            return SOME_NOT;
        }
    }

    private Batch batch() throws IOException, ParseException, UnknownOptionException {
        if (line.getArgList().isEmpty()) {
            throw new ParseException("There is no FILE to solve.");
        }
        List<Path> cases = CasePaths.of(line.getArgList().stream().map(Path::of).toList());
        Optional<String> out = single(OUT);
        Optional<PrintWriter> errors = Optional.of(stderr);
        return new Batch(
                cases,
                new OpflowRunner(Engines.preferred(exagoHome()), SolveOptions.DEFAULT.with(optionTexts())),
                deadlines(),
                out.isEmpty() ? Optional.empty() : Optional.of(new ResultFolder(Path.of(out.get()))),
                format(),
                stdout,
                errors.filter(terminal -> cases.size() > 1 && Boolean.getBoolean(ON_TERMINAL)),
                errors.filter(terminal -> line.hasOption(STACK_TRACES)));
    }

    /** The value of an option that can be given once. */
    private Optional<String> single(String option) throws ParseException {
        String[] values = line.getOptionValues(option);
        if (values == null) {
            return Optional.empty();
        }
        if (values.length > 1) {
            throw new ParseException("--" + option + " is given twice.");
        }
        return Optional.of(values[0]);
    }

    private Optional<Path> exagoHome() throws ParseException {
        return single(EXAGO_HOME)
                .or(() -> Optional.ofNullable(System.getenv("EXAGO_HOME")))
                .map(Path::of);
    }

    private LineFormat format() throws ParseException {
        String name = single(FORMAT).orElse(LineFormat.table.name());
        for (LineFormat format : LineFormat.values()) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        throw new ParseException("--format can't be \"" + name + "\". It takes: table | jsonl.");
    }

    private Map<String, String> optionTexts() throws ParseException, UnknownOptionException {
        Map<String, String> texts = new LinkedHashMap<>();
        single(ENGINE).ifPresent(name -> texts.put("engine", name));
        String[] options = line.getOptionValues(OPTION);
        for (String option : options == null ? new String[0] : options) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw new ParseException("--option takes name=value, \"" + option + "\" has no \"=\".");
            }
            if (texts.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
                throw new UnknownOptionException("Option " + option.substring(0, equals) + " is given twice.");
            }
        }
        return texts;
    }

    private Supplier<Deadline> deadlines() throws ParseException {
        Optional<String> limit = single(TIME_LIMIT);
        if (limit.isEmpty()) {
            return Deadline::never;
        }
        double seconds = number(limit.get());
        if (!(seconds > 0 && seconds <= 1e9)) {
            throw new ParseException("--time-limit takes a number above 0 and at most 1e9.");
        }
        Duration duration = Duration.ofNanos((long) (seconds * 1e9));
        return () -> Deadline.after(duration);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
