package dev.opflow.report.page;

import dev.opflow.engine.Progress;
import dev.opflow.engine.SolveOption;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.report.Billing;
import dev.opflow.report.RunRecord;
import dev.opflow.report.page.Block.Facts;
import dev.opflow.report.page.Block.Row;
import dev.opflow.report.page.Block.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the run itself: findings, verification, engine, options, times, what exactly was solved and by what. */
final class RunFacts {
    private final RunRecord run;

    private RunFacts(RunRecord run) {
        this.run = run;
    }

    static List<Section> sections(RunRecord run, @Nullable Billing billing) {
        RunFacts facts = new RunFacts(run);
        List<Section> sections = new ArrayList<>();
        List<Block> method = facts.method();
        if (!method.isEmpty()) {
            String title = run.progress() == null ? "Convergence and verification" : "How far it came";
            sections.add(new Section("method", title, method));
        }
        List<Block> about = new ArrayList<>();
        about.add(facts.engine());
        about.add(facts.seconds());
        if (billing != null) {
            about.add(billing(billing));
        }
        about.add(facts.input());
        about.add(facts.options());
        sections.add(new Section("run", "The run", about));
        return sections;
    }

    private List<Block> method() {
        List<Block> blocks = new ArrayList<>();
        if (run.history().size() > 1) {
            blocks.add(ConvergenceChart.of(run.history(), run.iterations()));
        }
        Verification verification = run.verification();
        if (verification != null) {
            blocks.add(verification(verification));
        }
        Progress progress = run.progress();
        if (progress != null) {
            blocks.add(progress(progress));
        }
        return blocks;
    }

    /** The version of the product, as its jar has it. */
    static String version() {
        String version = RunFacts.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private Facts verification(Verification verification) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Passed", verification.passed() ? "yes" : "no");
        facts.put("Tolerance, p.u.", Numbers.scientific(verification.tolerance()));
        facts.put("Largest mismatch of power at a bus, p.u.", Numbers.scientific(verification.maxPowerMismatchPu()));
        facts.put(
                "Largest violation of a limit, p.u. or radians", Numbers.scientific(verification.maxLimitViolation()));
        facts.put("Recomputed cost, $/h", Numbers.fixed(verification.objective(), 4));
        facts.put("Relative difference from the engine's", Numbers.scientific(verification.objectiveGap()));
        Verification.Optimality optimality = verification.optimality();
        if (optimality != null) {
            facts.put("Stationarity, relative to the largest price", Numbers.scientific(optimality.stationarity()));
            facts.put(
                    "Complementarity, relative to the largest price", Numbers.scientific(optimality.complementarity()));
        }
        return new Facts("Verification, recomputed from voltages and dispatch", facts, false);
    }

    private Facts progress(Progress progress) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Iterations",
                Numbers.count(progress.iterations()) + ", at most "
                        + Numbers.count(run.options().maxIterations()));
        if (progress.iterations() > 0) {
            facts.put("One iteration took, s", Numbers.measure(run.seconds().solve() / progress.iterations()));
        }
        facts.put("Cost at the last point (no solution), $/h", Numbers.fixed(progress.objective(), 2));
        facts.put("Largest violation of a constraint, p.u.", Numbers.measure(progress.primalResidualPu()));
        facts.put("Residual of stationarity, scaled", Numbers.measure(progress.dualResidual()));
        facts.put("Residual of complementarity, scaled", Numbers.measure(progress.complementarity()));
        return new Facts("The last point", facts, false);
    }

    private Facts engine() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Engine",
                run.engine().isChosen()
                        ? run.engine().name() + " " + run.engine().version()
                        : "none");
        if (run.engine().isChosen()) {
            facts.put("Why this one", run.engine().reason());
        }
        facts.put("Iterations", Numbers.count(run.iterations()));
        if (run.rounds() > 1) {
            facts.put("Solves one after the other", Numbers.count(run.rounds()));
        }
        facts.put("opflow-lambda", version());
        facts.put("Java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        return new Facts("Engine and versions", facts, false);
    }

    private Facts seconds() {
        RunRecord.Seconds seconds = run.seconds();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Reading, s", Numbers.fixed(seconds.read(), 3));
        facts.put("Checking, s", Numbers.fixed(seconds.check(), 3));
        facts.put("Solving, s", Numbers.fixed(seconds.solve(), 3));
        facts.put("Verifying, s", Numbers.fixed(seconds.verify(), 3));
        if (seconds.relax() > 0) {
            facts.put("Relaxing the case, s", Numbers.fixed(seconds.relax(), 3));
        }
        facts.put("In all, s", Numbers.fixed(seconds.total(), 3));
        facts.put(
                "Time limit of the solve, s",
                Double.isNaN(seconds.limit()) ? "none" : Numbers.fixed(seconds.limit(), 3));
        return new Facts("Where the time went", facts, false);
    }

    private static Facts billing(Billing billing) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Memory of the function, MB", Numbers.count(billing.memoryMb()));
        facts.put("From fetching the case to this page, s", Numbers.fixed(billing.seconds(), 3));
        facts.put("Billed GB-seconds, estimate", Numbers.fixed(billing.gbSeconds(), 3));
        facts.put("Cost, estimate, $", Numbers.scientific(billing.cost()));
        facts.put("Price of a GB-second, $", Double.toString(billing.pricePerGbSecond()));
        return new Facts("What it costs in Lambda", facts, false);
    }

    private Facts input() {
        RunRecord.Source source = run.source();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Case", source.name());
        facts.put("From", source.key());
        if (!source.version().isEmpty()) {
            facts.put("Version", source.version());
        }
        facts.put("Bytes", Numbers.count(source.bytes()));
        String sha256 = source.sha256().hexadecimal();
        facts.put("SHA-256", sha256.isEmpty() ? Numbers.NONE : sha256);
        return new Facts("Input", facts, false);
    }

    private Table options() {
        List<Row> rows = new ArrayList<>();
        for (SolveOption option : SolveOption.values()) {
            String value = text(option, run.options());
            boolean isDefault = value.equals(text(option, SolveOptions.DEFAULT));
            rows.add(new Row(option.optionName(), List.of(value, isDefault ? "" : "set"), List.of()));
        }
        return new Table("options", "Options in force", List.of("Option", "Value", ""), List.of(), rows, "", "", false);
    }

    private static String text(SolveOption option, SolveOptions options) {
        return option.valueIn(options).toString().toLowerCase(Locale.ROOT);
    }
}
