package dev.opflow.cli;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.UnknownOptionException;
import dev.opflow.run.CaseInput;
import dev.opflow.run.Engines;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
        description = "Solves AC optimal power flow cases in MATPOWER format.",
        footerHeading =
                "%nExit code: 0 all solved, 1 some not, 2 wrong usage.%n%nSolve options (--option name=value):%n")
public final class Solve implements Callable<Integer> {
    /** Every case was solved and verified. */
    static final int ALL_SOLVED = 0;
    /** Some case was not. */
    static final int SOME_NOT_SOLVED = 1;

    @Option(names = "--engine", paramLabel = "auto|exago|embedded", description = "Which engine solves (default auto).")
    private @Nullable String engine;

    @Option(names = "--option", paramLabel = "name=value", description = "A solve option, see below; repeatable.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    @Option(names = "--out", paramLabel = "DIR", description = "Write each case's result files to a folder below DIR.")
    private @Nullable Path out;

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "Give up on a case after this time.")
    private @Nullable Double timeLimit;

    @Option(
            names = "--exago-home",
            paramLabel = "DIR",
            description = "An ExaGO installation (default: environment variable EXAGO_HOME).")
    private @Nullable Path exagoHome;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Case files, .m or .m.gz; a folder stands for all below it.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec;

    /** How lines are printed. */
    enum Format {
        /** For people. */
        table,
        /** One JSON object a line. */
        jsonl
    }

    /** Starts the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command and answers its exit code. */
    static int run(String... arguments) {
        CommandLine commandLine = new CommandLine(new Solve());
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footer(Arrays.stream(SolveOption.values())
                        .map(option -> "  " + option.optionName() + ": " + option.meaning() + "%n      "
                                + option.valid().replace("%", "%%"))
                        .toArray(String[]::new));
        return commandLine.execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        SolveOptions defaults = solveOptions();
        requireTimeLimit();
        OpflowRunner runner = new OpflowRunner(Engines.preferred(home()), defaults);
        boolean allSolved = true;
        PrintStream stdout = new PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);
        ResultFolder folder = new ResultFolder(out);
        try (ResultLines lines = ResultLines.of(format, stdout)) {
            for (Path file : CasePaths.of(files)) {
                allSolved &= solve(runner, file, lines, folder);
            }
        }
        return allSolved ? ALL_SOLVED : SOME_NOT_SOLVED;
    }

    private boolean solve(OpflowRunner runner, Path file, ResultLines lines, ResultFolder folder) throws IOException {
        byte[] content;
        try {
            long size = Files.size(file);
            if (size > runner.largestCaseBytes()) {
                lines.unreadable(file, "the file has " + size + " bytes, more than " + runner.largestCaseBytes());
                return false;
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            lines.unreadable(file, e.getClass().getSimpleName() + ": " + e.getMessage());
            return false;
        }
        Path name = file.getFileName();
        CaseInput input = new CaseInput(name == null ? file.toString() : name.toString(), file.toString(), "", content);
        RunResult result = runner.run(input, Map.of(), deadline());
        folder.write(file, result.files());
        lines.solved(result.record());
        return result.outcome() instanceof Outcome.Solved;
    }

    private Deadline deadline() {
        return timeLimit == null ? Deadline.never() : Deadline.after(Duration.ofNanos((long) (timeLimit * 1e9)));
    }

    private void requireTimeLimit() {
        if (timeLimit != null && !(timeLimit > 0 && timeLimit < 1e9)) {
            throw new ParameterException(spec.commandLine(), "--time-limit is " + timeLimit + ", must be positive.");
        }
    }

    private SolveOptions solveOptions() {
        Map<String, String> texts = new LinkedHashMap<>(options);
        if (engine != null) {
            texts.put("engine", engine);
        }
        try {
            return SolveOption.apply(SolveOptions.DEFAULT, texts);
        } catch (UnknownOptionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private Optional<Path> home() {
        String variable = System.getenv("EXAGO_HOME");
        return exagoHome != null
                ? Optional.of(exagoHome)
                : Optional.ofNullable(variable).filter(text -> !text.isBlank()).map(Path::of);
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
