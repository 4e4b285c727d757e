package dev.opflow.run;

import dev.opflow.check.NetworkCheck;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.IterationHistory;
import dev.opflow.engine.OpfEngine;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.UnknownOptionException;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerCase;
import dev.opflow.matpower.MatpowerFormatException;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.matpower.SourceLines;
import dev.opflow.report.RelaxedCase;
import dev.opflow.report.ReliefWords;
import dev.opflow.report.RunRecord;
import dev.opflow.report.Sha256;
import dev.opflow.verify.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs cases: bytes and options in, outcome and result files out. Has no state of its own. */
public final class OpflowRunner {
    private final EngineSelection engines;
    private final SolveOptions defaults;
    private final ReaderLimits limits;
    private final double verificationTolerance;

    /**
     * Makes a runner.
     *
     * @param engines the engines there are, most preferred first
     * @param defaults options where a run says nothing
     * @param limits how much a case may ask of its reader
     * @param verificationTolerance largest violation with which a solution counts as verified, see {@link Verifier}
     */
    public OpflowRunner(
            List<OpfEngine> engines, SolveOptions defaults, ReaderLimits limits, double verificationTolerance) {
        this.engines = new EngineSelection(engines);
        this.defaults = defaults;
        this.limits = limits;
        this.verificationTolerance = verificationTolerance;
    }

    /** A runner with the usual limits and tolerance. */
    public OpflowRunner(List<OpfEngine> engines, SolveOptions defaults) {
        this(engines, defaults, ReaderLimits.DEFAULT, Verifier.TOLERANCE);
    }

    /** The largest file it takes, bytes as they are; whoever fetches a case need not fetch more. */
    public long largestCaseBytes() {
        return limits.bytes();
    }

    /** Whether the process should end once its results are delivered, see {@link OpfEngine#mustEndProcess}. */
    public boolean mustEndProcess() {
        return engines.mustEndProcess();
    }

    /**
     * Runs one case. Whatever is wrong with the case or the options is an outcome, not an exception.
     *
     * @param input the case
     * @param optionTexts options by name that differ from the defaults
     * @param deadline when to give up solving; making the files comes after it
     * @throws RuntimeException for a bug or a failure of the machine only
     */
    public RunResult run(CaseInput input, Map<String, String> optionTexts, Deadline deadline) {
        Run run = new Run(
                new RunRecord.Source(
                        input.name(), input.key(), input.version(), Sha256.of(input.content()), input.content().length),
                deadline);
        Outcome outcome;
        try {
            outcome = run.outcome(input, optionTexts, deadline);
            outcome = run.relax(outcome, deadline);
        } catch (OutOfMemoryError e) {
            // the next try would have no more
            outcome = run.outOfMemory();
        }
        return new RunResult(run.record(outcome));
    }

    /**
     * The result of a file that is larger than {@link #largestCaseBytes} and was therefore not fetched.
     *
     * @param name the case's name, for people
     * @param key where it came from
     * @param version which version of it
     * @param bytes how large it is
     */
    public RunResult refuseUnread(String name, String key, String version, long bytes) {
        Run run = new Run(new RunRecord.Source(name, key, version, Sha256.unknown(), bytes), Deadline.never());
        return new RunResult(run.record(run.tooLarge(bytes)));
    }

    /** What gathers while one case passes the stations. */
    private final class Run {
        private final RunRecord.Source source;
        private final StopWatch watch;
        private final List<Finding> findings = new ArrayList<>();
        private SolveOptions options = defaults;
        private EngineSelection.@Nullable Chosen engine;
        private IterationHistory history = IterationHistory.NONE;
        private @Nullable Network network;
        private @Nullable RelaxedCase relaxed;

        Run(RunRecord.Source source, Deadline deadline) {
            this.source = source;
            double limit =
                    deadline.isNever() ? Double.NaN : deadline.remaining().toNanos() / 1e9;
            watch = new StopWatch(System::nanoTime, limit);
        }

        Outcome outcome(CaseInput input, Map<String, String> optionTexts, Deadline deadline) {
            try {
                options = defaults.with(optionTexts);
            } catch (UnknownOptionException e) {
                return new Outcome.Refused(Outcome.Refused.Reason.UNKNOWN_OPTION, e.getMessage());
            }
            MatpowerCase read;
            try {
                read = MatpowerReader.read(input.content(), input.name(), limits);
            } catch (MatpowerFormatException e) {
                findings.addAll(SourceLines.quoted(e, input.content(), limits));
                return new Outcome.InvalidCase(findings);
            } finally {
                watch.read();
            }
            network = read.network();
            List<Finding> found = new ArrayList<>();
            for (Finding finding : NetworkCheck.findings(read.network())) {
                found.add(read.locate(finding));
            }
            found.addAll(read.findings());
            findings.addAll(SourceLines.quoted(found, input.content(), limits));
            watch.check();
            if (findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
                return new Outcome.InvalidCase(findings);
            }
            return solve(engines.choose(read.network(), options), read.network(), deadline);
        }

        private Outcome solve(EngineSelection.Choice choice, Network checked, Deadline deadline) {
            if (choice instanceof EngineSelection.Chosen chosen) {
                // the ordinary case stands before the switch: a JVM takes long to link its first switch over patterns
                return solve(chosen, checked, deadline);
            }
            return switch (choice) {
                case EngineSelection.None none -> none.refusal();
                case EngineSelection.Chosen chosen -> solve(chosen, checked, deadline);
            };
        }

        private Outcome solve(EngineSelection.Chosen chosen, Network checked, Deadline deadline) {
            engine = chosen;
            EngineAnswer answer = chosen.engine().solve(checked, options, deadline);
            watch.solve();
            history = answer.history();
            if (answer instanceof EngineAnswer.Converged converged) {
                return otherwise(chosen, verify(chosen, checked, converged.solution()), checked, deadline);
            }
            return switch (answer) {
                case EngineAnswer.Converged converged ->
                    otherwise(chosen, verify(chosen, checked, converged.solution()), checked, deadline);
                case Outcome.Infeasible infeasible -> otherwise(chosen, infeasible, checked, deadline);
                case Outcome.NotConverged notConverged -> otherwise(chosen, notConverged, checked, deadline);
                case Outcome.DeadlineReached deadlineReached -> deadlineReached;
                case Outcome.Refused refused ->
                    solve(engines.afterRefusal(chosen, refused, checked, options), checked, deadline);
            };
        }

        /** Where a case is not solved, and another engine may be asked that solves it, what that one finds. */
        private Outcome otherwise(EngineSelection.Chosen chosen, Outcome outcome, Network checked, Deadline deadline) {
            if (outcome instanceof Outcome.Solved || deadline.isReached()) {
                return outcome;
            }
            IterationHistory firstHistory = history;
            Optional<Outcome> other = engines.afterFailure(chosen, outcome, checked, options)
                    .map(next -> solve(next, checked, deadline))
                    .filter(found -> found instanceof Outcome.Solved || (isDiagnosed(found) && !isDiagnosed(outcome)));
            if (other.isEmpty()) {
                engine = chosen;
                history = firstHistory;
            }
            return other.orElse(outcome);
        }

        private static boolean isDiagnosed(Outcome outcome) {
            return outcome instanceof Outcome.Infeasible infeasible
                    && !infeasible.reliefs().isEmpty();
        }

        /** The same outcome, which in place of estimates tells what was found to help. */
        Outcome relax(Outcome outcome, Deadline deadline) {
            if (!(outcome instanceof Outcome.Infeasible infeasible) || engine == null || network == null) {
                return outcome;
            }
            relaxed = new Relaxing(engine.engine(), options, verificationTolerance, deadline)
                    .relaxed(network, infeasible)
                    .orElse(null);
            if (infeasible.reliefs().isEmpty()) {
                watch.relax();
                return infeasible;
            }
            List<Relief> reliefs = new ReliefTrials(engine.engine(), options, verificationTolerance, deadline)
                    .tried(network, infeasible.reliefs());
            watch.relax();
            return new Outcome.Infeasible(
                    infeasible.message() + " " + ReliefWords.of(reliefs, relaxed),
                    infeasible.violations(),
                    reliefs,
                    infeasible.nearest(),
                    infeasible.progress());
        }

        private Outcome verify(EngineSelection.Chosen chosen, Network checked, Solution solution) {
            Outcome outcome =
                    new VerifyingEngine(chosen.engine(), options, verificationTolerance).verify(checked, solution);
            watch.verify();
            return outcome;
        }

        /** Lets go of the case, so that there is memory to say so. */
        Outcome outOfMemory() {
            network = null;
            relaxed = null;
            return invalid(
                    "out-of-memory",
                    "reading or solving it needs more than the "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of memory that there are.",
                    "Give the function more memory, or make the case smaller.");
        }

        Outcome tooLarge(long bytes) {
            return invalid(
                    "too-large",
                    "the file has " + bytes + " bytes, more than the limit of " + limits.bytes() + ".",
                    "Pack it with gzip (.m.gz), make it smaller, or raise the limit on bytes.");
        }

        private Outcome invalid(String code, String message, String advice) {
            findings.add(0, new Finding(Finding.Severity.ERROR, code, Element.NETWORK, 0, message, advice));
            return new Outcome.InvalidCase(findings);
        }

        RunRecord record(Outcome outcome) {
            RunRecord.Seconds seconds = watch.stop();
            RunRecord.Engine by = engine == null
                    ? RunRecord.Engine.NONE
                    : new RunRecord.Engine(
                            engine.engine().name(), engine.engine().version(), engine.reason());
            return new RunRecord(source, options, by, outcome, network, findings, seconds, history, relaxed);
        }
    }
}
