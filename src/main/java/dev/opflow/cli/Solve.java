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
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bin/opflow}: solves case files and prints a line for each. */
@Command(
        name = "opflow",
        mixinStandardHelpOptions = true,
        versionProvider = Solve.Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Solves AC optimal power flow cases in MATPOWER format.")
public final class Solve implements Callable<Integer> {
    /** Set where standard error is a terminal, which Java itself can't tell. */
    private static final String ON_TERMINAL = "opflow.terminal";

    @Option(names = "--engine", paramLabel = "auto|exago|embedded", description = "Which engine solves (default auto).")
    private @Nullable String engine;

    @Option(names = "--option", paramLabel = "name=value", description = "A solve option, see below; repeatable.")
    private List<String> options = List.of();

    @Option(names = "--format", paramLabel = "table|jsonl", description = "How lines look (default ${DEFAULT-VALUE}).")
    private LineFormat format = LineFormat.table;

    @Option(names = "--out", paramLabel = "DIR", description = "Write each case's result files to a folder below DIR.")
    private @Nullable Path out;

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "Give up on a case after this time.")
    private @Nullable Double timeLimit;

    @Option(
            names = "--exago-home",
            paramLabel = "DIR",
            defaultValue = "${env:EXAGO_HOME}",
            description = "An ExaGO installation (default: environment variable EXAGO_HOME).")
    private @Nullable Path exagoHome;

    @Option(names = "--stack-traces", description = "Print the stack trace of a failure.")
    private boolean stackTraces;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Case files, .m or .m.gz; a folder stands for all below it.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec;

    private final Writer stdout;

    private Solve(Writer stdout) {
        this.stdout = stdout;
    }

    /** Starts the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // not System.out, which keeps silent about a reader that has gone
        Writer stdout = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8);
        PrintWriter stderr = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(stdout, stderr, arguments));
    }

    /** Runs the command and answers its exit code. */
    static int run(Writer stdout, PrintWriter stderr, String... arguments) {
        CommandLine commandLine = new CommandLine(new Solve(stdout))
                .setOut(new PrintWriter(stdout, true))
                .setErr(stderr)
                .setParameterExceptionHandler(Solve::explain);
        commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> footer());
        return commandLine.execute(arguments);
    }

    private static int explain(ParameterException e, String[] arguments) {
        e.getCommandLine().getErr().println("opflow: " + e.getMessage() + "\nTry: opflow --help");
        return ExitCode.USAGE;
    }

    private static String footer() {
        StringBuilder text = new StringBuilder("""

            Exit code: 0 all solved, 1 some not, 2 wrong usage.

            Solve options (--option name=value):
            """);
        for (SolveOption option : SolveOption.values()) {
            text.append("  ").append(option.optionName()).append(": ").append(option.meaning());
            text.append("\n      ").append(option.valid()).append('\n');
        }
        return text.toString();
    }

    @Override
    public Integer call() {
        Batch batch;
        try {
            batch = batch();
        } catch (IOException | UncheckedIOException | UnknownOptionException e) {
            String message = e instanceof UnknownOptionException ? e.getMessage() : Reasons.of(e) + ".";
            throw new ParameterException(spec.commandLine(), message, e);
        }
        try {
            return batch.run() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (IOException e) {
            // who reads the lines may have seen enough, as head does
            if (!"Broken pipe".equals(e.getMessage())) {
                spec.commandLine().getErr().println("opflow: The output can't be written: " + Reasons.of(e));
            }
            return ExitCode.SOFTWARE;
        }
    }

    private Batch batch() throws IOException, UnknownOptionException {
        Optional<PrintWriter> stderr = Optional.of(spec.commandLine().getErr());
        List<Path> cases = CasePaths.of(files);
        return new Batch(
                cases,
                new OpflowRunner(
                        Engines.preferred(Optional.ofNullable(exagoHome)), SolveOptions.DEFAULT.with(optionTexts())),
                deadlines(),
                out == null ? Optional.empty() : Optional.of(new ResultFolder(out)),
                format,
                stdout,
                stderr.filter(terminal -> cases.size() > 1 && Boolean.getBoolean(ON_TERMINAL)),
                stderr.filter(terminal -> stackTraces));
    }

    private Map<String, String> optionTexts() throws UnknownOptionException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (engine != null) {
            texts.put("engine", engine);
        }
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 0) {
                throw new UnknownOptionException("--option takes name=value, \"" + option + "\" has no \"=\".");
            }
            if (texts.put(option.substring(0, equals), option.substring(equals + 1)) != null) {
                throw new UnknownOptionException("Option " + option.substring(0, equals) + " is given twice.");
            }
        }
        return texts;
    }

    private Supplier<Deadline> deadlines() throws UnknownOptionException {
        if (timeLimit == null) {
            return Deadline::never;
        }
        if (!(timeLimit > 0 && timeLimit <= 1e9)) {
            throw new UnknownOptionException("--time-limit takes a number above 0 and at most 1e9.");
        }
        Duration limit = Duration.ofNanos((long) (timeLimit * 1e9));
        return () -> Deadline.after(limit);
    }

    /** Tells the version of the product, as its jar has it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Solve.class.getPackage().getImplementationVersion();
            return new String[] {"opflow " + (version == null ? "(not packaged)" : version)};
        }
    }
}
