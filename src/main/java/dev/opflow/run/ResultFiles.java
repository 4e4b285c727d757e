package dev.opflow.run;

import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.matpower.ResultColumns;
import dev.opflow.report.ResultJson;
import dev.opflow.report.RunRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a run's result. */
final class ResultFiles {
    /** Written last; that it is there says that the result is complete. */
    static final String RESULT_JSON = "result.json";

    static final String SOLVED_CASE = "solved.m";

    private ResultFiles() {}

    static List<ResultFile> of(RunRecord run) {
        ResultFile json = new ResultFile(RESULT_JSON, "application/json", ResultJson.write(run));
        if (run.outcome() instanceof Outcome.Solved solved && run.network() != null) {
            byte[] text = MatpowerWriter.write(run.network(), columns(solved));
            return List.of(new ResultFile(SOLVED_CASE, "text/plain", text), json);
        }
        return List.of(json);
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
