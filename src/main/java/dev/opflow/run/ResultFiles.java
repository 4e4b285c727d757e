package dev.opflow.run;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.matpower.ResultColumns;
import dev.opflow.report.Billing;
import dev.opflow.report.Printable;
import dev.opflow.report.RelaxedCase;
import dev.opflow.report.ResultJson;
import dev.opflow.report.RunRecord;
import dev.opflow.report.Sha256;
import dev.opflow.report.SolutionCsv;
import dev.opflow.report.page.ReportPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a run's result. */
final class ResultFiles {
    /** Written last; that it is there says that the result is complete. */
    static final String RESULT_JSON = "result.json";

    static final String SOLVED_CASE = "solved.m";
    static final String RELAXED_CASE = "relaxed.m";
    static final String BUSES = "buses.csv";
    static final String GENERATORS = "generators.csv";
    static final String BRANCHES = "branches.csv";
    static final String DC_LINES = "dclines.csv";

    static final String REPORT = "report.html";

    private ResultFiles() {}

    /** @param billing what the run has cost so far; null where nobody is billed */
    static List<ResultFile> of(RunRecord run, @Nullable Billing billing) {
        List<ResultFile> files = new ArrayList<>();
        Network network = run.network();
        if (run.outcome() instanceof Outcome.Solved solved && network != null) {
            files.add(new ResultFile(SOLVED_CASE, "text/plain", MatpowerWriter.write(network, columns(solved))));
            SolutionCsv tables = new SolutionCsv(network, solved, run.isDc());
            files.add(csv(BUSES, tables.buses()));
            files.add(csv(GENERATORS, tables.generators()));
            files.add(csv(BRANCHES, tables.branches()));
            if (!network.dcLines().isEmpty()) {
                files.add(csv(DC_LINES, tables.dcLines()));
            }
        }
        if (run.relaxed() != null) {
            files.add(new ResultFile(RELAXED_CASE, "text/plain", relaxed(run.relaxed())));
        }
        List<String> beside = Stream.concat(files.stream().map(ResultFile::name), Stream.of(RESULT_JSON))
                .toList();
        byte[] page = report(() -> ReportPage.write(run, beside, billing));
        files.add(new ResultFile(REPORT, "text/html; charset=utf-8", page));
        Map<String, String> sha256 = new LinkedHashMap<>();
        files.forEach(file -> sha256.put(file.name(), Sha256.of(file.content()).hexadecimal()));
        files.add(new ResultFile(RESULT_JSON, "application/json", ResultJson.write(run, sha256)));
        return files;
    }

    private static ResultFile csv(String name, byte[] table) {
        return new ResultFile(name, "text/csv; charset=utf-8", table);
    }

    /** The report is only looked at: no result is lost with it. A page in its place says so. */
    static byte[] report(Supplier<byte[]> page) {
        try {
            return page.get();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            System.getLogger(ResultFiles.class.getName())
                    .log(System.Logger.Level.ERROR, "a report could not be made", e);
            return ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"/><title>No"
                            + " report</title></head><body><p>The report of this run could not be made ("
                            + e.getClass().getName()
                            + "). <a href=\"" + RESULT_JSON + "\">" + RESULT_JSON
                            + "</a> is complete.</p></body></html>")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] relaxed(RelaxedCase relaxed) {
        List<String> comments = new ArrayList<>();
        comments.add("Not the case as it was given, which has no solution: what is missed there is allowed here.");
        comments.add(relaxed.message());
        relaxed.changes().forEach(change -> comments.add(change.toString()));
        return MatpowerWriter.write(
                relaxed.network(), comments.stream().map(Printable::of).toList());
    }

    private static ResultColumns columns(Outcome.Solved solved) {
        Solution solution = solved.solution();
        DcLineFlows dc = solution.dcLines();
        BranchFlows flows = solved.verification().flows();
        return new ResultColumns(
                solution.objective(),
                solution.vmPu(),
                solution.vaDegrees(),
                solution.pgMw(),
                solution.qgMvar(),
                flows.pfMw(),
                flows.qfMvar(),
                flows.ptMw(),
                flows.qtMvar(),
                new ResultColumns.DcLines(dc.pfMw(), dc.ptMw(), dc.qfMvar(), dc.qtMvar()),
                prices(solution.multipliers()));
    }

    private static ResultColumns.@Nullable Prices prices(@Nullable Multipliers m) {
        return m == null
                ? null
                : new ResultColumns.Prices(
                        m.lamP(),
                        m.lamQ(),
                        m.muVmax(),
                        m.muVmin(),
                        m.muPmax(),
                        m.muPmin(),
                        m.muQmax(),
                        m.muQmin(),
                        m.muSf(),
                        m.muSt(),
                        m.muAngmin(),
                        m.muAngmax(),
                        prices(m.dcLines()));
    }

    private static ResultColumns.DcLinePrices prices(DcLinePrices m) {
        return new ResultColumns.DcLinePrices(
                m.muPmin(), m.muPmax(), m.muQminF(), m.muQmaxF(), m.muQminT(), m.muQmaxT());
    }
}
