package dev.opflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.BranchFlows;
import dev.opflow.engine.BusPower;
import dev.opflow.engine.DcLineFlows;
import dev.opflow.engine.DcLinePrices;
import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Outcome.Refused.Reason;
import dev.opflow.engine.Progress;
import dev.opflow.engine.Relief;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.Violation;
import dev.opflow.grid.Branch;
import dev.opflow.grid.Bus;
import dev.opflow.grid.BusType;
import dev.opflow.grid.DcLine;
import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultJsonTest {
    private static final Sha256 THREE = Sha256.of("three".getBytes(StandardCharsets.UTF_8));

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** Quotes, a backslash, a control character, an umlaut, a sign beyond 16 bits. */
    private static final String ODD = "\"Süd\\\u0007\n𝔘\"";

    private static final Network NETWORK = new Network(
            "three",
            100,
            List.of(bus(7, BusType.REF, 0, 10, ODD), bus(3, BusType.PQ, 60, 0, ""), bus(9, BusType.ISOLATED, 5, 0, "")),
            List.of(generator(7, true, "G"), generator(7, false, "")),
            List.of(branch(7, 3, 100, true), branch(3, 9, 0, false)),
            List.of(
                    new DcLine(7, 3, true, 0, 0, 0, 0, 1, 1, 0, 10, -9, 9, -9, 9, 1, 0, null),
                    new DcLine(3, 9, false, 5, 5, 1, 1, 1, 1, 0, 10, -9, 9, -9, 9, 0, 0, null)));

    private static final Multipliers PRICES = new Multipliers(
            new double[] {10, 10.5, 0},
            new double[] {0.1, 0.2, 0},
            new double[] {1, 2, 0},
            new double[] {3, 4, 0},
            new double[] {5, 0},
            new double[] {6, 0},
            new double[] {7, 0},
            new double[] {8, 0},
            new double[] {9, 0},
            new double[] {11, 0},
            new double[] {12, 0},
            new double[] {13, 0},
            new DcLinePrices(
                    new double[] {14, 0},
                    new double[] {15, 0},
                    new double[] {16, 0},
                    new double[] {17, 0},
                    new double[] {18, 0},
                    new double[] {19, 0}));
    private static final BranchFlows FLOWS =
            new BranchFlows(new double[] {61, 0}, new double[] {21, 0}, new double[] {-60, 0}, new double[] {19, 0});
    private static final Violation VIOLATION =
            new Violation(Violation.Limit.RATE_A_TO, Element.branch(NETWORK, 0), 102, 100, 0.02);
    private static final Finding WARNING = new Finding(
                    Finding.Severity.WARNING, "odd-thing", Element.generator(NETWORK, 1), 12, "is odd.", "Look at it.")
            .quoting("2 odd;");
    private static final Finding ERROR =
            new Finding(Finding.Severity.ERROR, "unreadable", Element.NETWORK, 0, ODD, "Write it anew.");
    private static final RunRecord.Engine ENGINE = new RunRecord.Engine("embedded", "1", "asked for by option engine");
    private static final Progress PROGRESS = new Progress(9, 1.5, 2.5, 3.5, 4.5);

    private static final Outcome SOLVED = new Outcome.Solved(solution(PRICES), verification(List.of()));
    private static final Outcome UNPRICED = new Outcome.Solved(solution(null), verification(List.of()));
    private static final Outcome UNVERIFIED =
            new Outcome.Unverified(solution(PRICES), verification(List.of(VIOLATION)));
    private static final Relief RELIEF =
            new Relief(Violation.Limit.VMIN, Element.bus(NETWORK, 1), 0.9, 0.85, 0.05, 2.5);
    private static final Outcome INFEASIBLE =
            new Outcome.Infeasible("contradiction", List.of(VIOLATION), List.of(RELIEF), solution(null), PROGRESS);
    private static final Network RELAXED = new Network(
            "three",
            100,
            List.of(
                    NETWORK.buses().getFirst(),
                    NETWORK.buses().get(1).withDemand(50, 0),
                    NETWORK.buses().getLast()),
            NETWORK.generators(),
            List.of(
                    NETWORK.branches().getFirst().withLimits(103, -360, 360),
                    NETWORK.branches().getLast()),
            NETWORK.dcLines());
    private static final Outcome NOT_CONVERGED = new Outcome.NotConverged("stuck", Progress.NONE);
    private static final Outcome DEADLINE = new Outcome.DeadlineReached("late", PROGRESS);
    private static final Outcome INVALID = new Outcome.InvalidCase(List.of(ERROR));
    private static final Outcome REFUSED = new Outcome.Refused(Reason.UNKNOWN_OPTION, "no such option");

    private static Bus bus(int number, BusType type, double pdMw, double bsMvar, String name) {
        return new Bus(number, type, pdMw, 0, 2, bsMvar, 1, 1, 0, 230, 1, 1.1, 0.9, name);
    }

    private static Generator generator(int bus, boolean inService, String name) {
        return new Generator(
                bus,
                0,
                0,
                100,
                -100,
                1,
                100,
                inService,
                200,
                0,
                Generator.CapabilityCurve.NONE,
                Generator.RampRates.NONE,
                null,
                null,
                name,
                "",
                "");
    }

    private static Branch branch(int from, int to, double rateAMva, boolean inService) {
        return new Branch(from, to, 0, 1, 0, rateAMva, 0, 0, 0, 0, inService, -360, 360, "");
    }

    private static Solution solution(@Nullable Multipliers prices) {
        return new Solution(
                605,
                4,
                3,
                new double[] {2, 1, 1},
                new double[] {0, -36.5, 0},
                new double[] {70, 0},
                new double[] {20, 0},
                new DcLineFlows(new double[] {6, 0}, new double[] {5, 0}, new double[] {2, 0}, new double[] {-3, 0}),
                prices);
    }

    private static Verification verification(List<Violation> violations) {
        return new Verification(
                1e-6, 605.5, 1e-9, 2e-9, 3e-9, new Verification.Optimality(4e-9, 5e-9), violations, FLOWS);
    }

    private static RunRecord record(Outcome outcome, Network network, Finding... findings) {
        return new RunRecord(
                new RunRecord.Source("three.m", "in/three.m", "v7", THREE, 1234),
                SolveOptions.DEFAULT,
                ENGINE,
                outcome,
                network,
                List.of(findings),
                new RunRecord.Seconds(1, 2, 3, 4, 5, 15.5, 60));
    }

    /** An infeasible run, of which a relaxed case is known. */
    private static RunRecord relaxed(RelaxedCase relaxed) {
        RunRecord run = record(INFEASIBLE, NETWORK);
        return new RunRecord(
                run.source(),
                run.options(),
                run.engine(),
                run.outcome(),
                run.network(),
                run.findings(),
                run.seconds(),
                run.history(),
                relaxed);
    }

    @Test
    void saysWhatWouldHaveToGive() throws IOException {
        JsonNode json = json(relaxed(RelaxedCase.solved(NETWORK, RELAXED, 500)));

        assertThat(json.get("reliefs")).isEqualTo(expected("""
            [{'limit': 'VMIN', 'element': 'bus 3', 'kind': 'BUS', 'row': 2, 'bound': 0.9, 'relieved': 0.85, 'unit': 'p.u.',
              'change': 0.05, 'price': 2.5, 'alone': null, 'objective': null,
              'message': 'Vmin of bus 3 (0.9 p.u.) is in the way, to first order by -0.05 p.u. or more (not tried)'}]\
            """));
        assertThat(json.get("relaxed")).isEqualTo(expected("""
            {'solved': true, 'objective': 500.0, 'message': 'Solved and verified.', 'changes': [
              {'element': 'bus 3', 'kind': 'BUS', 'row': 2, 'field': 'Pd', 'from': 60.0, 'to': 50.0, 'unit': 'MW'},
              {'element': 'branch 1 (7-3)', 'kind': 'BRANCH', 'row': 1, 'field': 'rateA', 'from': 100.0, 'to': 103.0,
               'unit': 'MVA'}]}\
            """));
        JsonNode unsolved = json(relaxed(RelaxedCase.unsolved(NETWORK, RELAXED, "Not checked.")));
        assertThat(unsolved.get("relaxed").get("solved").booleanValue()).isFalse();
        assertThat(unsolved.get("relaxed").get("objective").isNull()).isTrue();
        assertThat(json(NOT_CONVERGED).get("reliefs")).isEmpty();
        assertThat(json(NOT_CONVERGED).get("relaxed").isNull()).isTrue();
    }

    private static JsonNode json(RunRecord run) {
        try {
            return STRICT.readTree(ResultJson.write(run, Map.of("report.html", "00ff")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(Outcome outcome) {
        return json(record(outcome, NETWORK, WARNING));
    }

    private static JsonNode expected(String json) throws IOException {
        return STRICT.readTree(json.replace('\'', '"'));
    }

    static List<RunRecord> everyOutcome() {
        return List.of(
                record(SOLVED, NETWORK, WARNING),
                record(UNPRICED, NETWORK),
                record(UNVERIFIED, NETWORK),
                record(INFEASIBLE, NETWORK),
                relaxed(RelaxedCase.solved(NETWORK, RELAXED, 500)),
                relaxed(RelaxedCase.unsolved(NETWORK, RELAXED, "Not checked.")),
                record(NOT_CONVERGED, NETWORK),
                record(DEADLINE, NETWORK),
                unread(INVALID, ERROR),
                unread(REFUSED));
    }

    private static RunRecord unread(Outcome outcome, Finding... findings) {
        return new RunRecord(
                new RunRecord.Source("", "", "", THREE, 0),
                SolveOptions.DEFAULT,
                RunRecord.Engine.NONE,
                outcome,
                null,
                List.of(findings),
                RunRecord.Seconds.NONE);
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void hasTheSameFieldsInEveryResult(RunRecord run) {
        JsonNode json = json(run);

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "status",
                        "message",
                        "advice",
                        "refusal",
                        "objective",
                        "iterations",
                        "rounds",
                        "files",
                        "case",
                        "engine",
                        "options",
                        "seconds",
                        "verification",
                        "violations",
                        "reliefs",
                        "relaxed",
                        "progress",
                        "findings",
                        "totals",
                        "buses",
                        "generators",
                        "branches",
                        "dcLines");
        assertThat(json.get("schema").textValue()).isEqualTo("opflow-result/1");
        assertThat(json.get("status").textValue()).isEqualTo(run.outcome().status());
        assertThat(json.get("message").textValue()).isEqualTo(run.outcome().message());
    }

    @ParameterizedTest
    @MethodSource("everyOutcome")
    void hasASolutionOnlyWhereItIsVerified(RunRecord run) {
        JsonNode json = json(run);
        boolean solved = run.outcome() instanceof Outcome.Solved;

        for (String part : List.of("objective", "totals", "buses", "generators", "branches", "dcLines")) {
            assertThat(json.get(part).isNull()).as(part).isEqualTo(!solved);
        }
    }

    @Test
    void tellsWhatWasRunAndHow() throws IOException {
        JsonNode json = json(SOLVED);

        assertThat(json.get("case")).isEqualTo(expected("""
            {'name': 'three.m', 'key': 'in/three.m', 'version': 'v7', 'sha256': '8b5b9db0c13db24256c829aa364aa90c6d2eba318b9232a4ab9313b954d3555f', 'bytes': 1234,
             'baseMva': 100.0, 'busCount': 3, 'generatorCount': 2, 'branchCount': 2, 'dcLineCount': 2}\
            """));
        assertThat(json.get("engine")).isEqualTo(expected("""
            {'name': 'embedded', 'version': '1', 'reason': 'asked for by option engine'}\
            """));
        assertThat(json.get("options")).isEqualTo(expected("""
            {'engine': 'auto', 'model': 'POWER_BALANCE_POLAR', 'initialization': 'AUTO',
             'objective': 'MIN_GEN_COST', 'genbusvoltage': 'VARIABLE_WITHIN_BOUNDS', 'tolerance': 1e-6,
             'max_iterations': 500, 'has_gensetpoint': false, 'use_agc': false,
             'ignore_lineflow_constraints': false, 'allow_lineflow_violation': false,
             'include_loadloss_variables': false, 'include_powerimbalance_variables': false,
             'lineflowviolation_penalty': 100.0, 'loadloss_penalty': 1000.0, 'powerimbalance_penalty': 10000.0}\
            """));
        assertThat(json.get("seconds")).isEqualTo(expected("""
            {'read': 1.0, 'check': 2.0, 'solve': 3.0, 'verify': 4.0, 'relax': 5.0, 'total': 15.5, 'limit': 60.0}\
            """));
        assertThat(json.get("findings")).isEqualTo(expected("""
            [{'severity': 'WARNING', 'code': 'odd-thing', 'element': 'generator 2 (bus 7)', 'kind': 'GENERATOR',
              'row': 2, 'line': 12, 'text': '2 odd;', 'message': 'is odd.', 'advice': 'Look at it.'}]\
            """));
    }

    @Test
    void givesASolutionWithUnitsAndPrices() throws IOException {
        JsonNode json = json(SOLVED);

        assertThat(json.get("refusal").isNull()).isTrue();
        assertThat(json.get("objective").doubleValue()).isEqualTo(605);
        assertThat(json.get("iterations").intValue()).isEqualTo(4);
        assertThat(json.get("rounds").intValue()).isEqualTo(3);
        assertThat(json.get("verification")).isEqualTo(expected("""
            {'passed': true, 'tolerance': 1e-6, 'maxPowerMismatchPu': 1e-9, 'maxLimitViolation': 2e-9,
             'objective': 605.5, 'objectiveGap': 3e-9,
             'stationarity': 4e-9, 'complementarity': 5e-9}\
            """));
        assertThat(json.get("violations")).isEmpty();
        assertThat(json.get("progress").isNull()).isTrue();
        assertThat(json.get("buses").get(1)).isEqualTo(expected("""
            {'bus': 3, 'name': null, 'type': 'PQ', 'vmPu': 1.0, 'vaDegrees': -36.5, 'pdMw': 60.0, 'qdMvar': 0.0,
             'loadlossMw': null, 'loadlossMvar': null, 'imbalanceMw': null, 'imbalanceMvar': null,
             'lamP': 10.5, 'lamQ': 0.2, 'muVmax': 2.0, 'muVmin': 4.0}\
            """));
        assertThat(json.get("generators")).isEqualTo(expected("""
            [{'generator': 1, 'name': 'G', 'bus': 7, 'inService': true, 'pgMw': 70.0, 'qgMvar': 20.0,
              'muPmax': 5.0, 'muPmin': 6.0, 'muQmax': 7.0, 'muQmin': 8.0},
             {'generator': 2, 'name': null, 'bus': 7, 'inService': false, 'pgMw': 0.0, 'qgMvar': 0.0,
              'muPmax': 0.0, 'muPmin': 0.0, 'muQmax': 0.0, 'muQmin': 0.0}]\
            """));
        assertThat(json.get("branches")).isEqualTo(expected("""
            [{'branch': 1, 'name': null, 'fromBus': 7, 'toBus': 3, 'inService': true, 'pfMw': 61.0,
              'qfMvar': 21.0, 'ptMw': -60.0, 'qtMvar': 19.0, 'rateAMva': 100.0, 'muSf': 9.0, 'muSt': 11.0,
              'muAngmin': 12.0, 'muAngmax': 13.0},
             {'branch': 2, 'name': null, 'fromBus': 3, 'toBus': 9, 'inService': false, 'pfMw': 0.0,
              'qfMvar': 0.0, 'ptMw': 0.0, 'qtMvar': 0.0, 'rateAMva': null, 'muSf': 0.0, 'muSt': 0.0,
              'muAngmin': 0.0, 'muAngmax': 0.0}]\
            """));
        assertThat(json.get("dcLines")).isEqualTo(expected("""
            [{'dcLine': 1, 'fromBus': 7, 'toBus': 3, 'inService': true, 'pfMw': 6.0, 'ptMw': 5.0, 'qfMvar': 2.0,
              'qtMvar': -3.0, 'muPmin': 14.0, 'muPmax': 15.0, 'muQminF': 16.0, 'muQmaxF': 17.0, 'muQminT': 18.0,
              'muQmaxT': 19.0},
             {'dcLine': 2, 'fromBus': 3, 'toBus': 9, 'inService': false, 'pfMw': 0.0, 'ptMw': 0.0, 'qfMvar': 0.0,
              'qtMvar': 0.0, 'muPmin': 0.0, 'muPmax': 0.0, 'muQminF': 0.0, 'muQmaxF': 0.0, 'muQminT': 0.0,
              'muQmaxT': 0.0}]\
            """));
    }

    @Test
    void addsUpWhatIsConnected() {
        JsonNode totals = json(SOLVED).get("totals");

        assertThat(totals.get("generationMw").doubleValue()).isEqualTo(70);
        assertThat(totals.get("generationMvar").doubleValue()).isEqualTo(20);
        assertThat(totals.get("loadMw").doubleValue())
                .as("without the isolated bus")
                .isEqualTo(60);
        assertThat(totals.get("loadMvar").doubleValue()).isZero();
        assertThat(totals.get("shuntMw").doubleValue())
                .as("2 MW at 2 p.u. and at 1")
                .isEqualTo(2 * 4 + 2);
        assertThat(totals.get("shuntMvar").doubleValue())
                .as("10 MVAr at 2 p.u.")
                .isEqualTo(-40);
        assertThat(totals.get("branchLossesMw").doubleValue()).isCloseTo(1, within(1e-12));
        assertThat(totals.get("branchLossesMvar").doubleValue()).isCloseTo(40, within(1e-12));
        assertThat(totals.get("dcLineLossesMw").doubleValue()).isEqualTo(1);
        assertThat(totals.get("dcLineLossesMvar").doubleValue()).isEqualTo(1);
    }

    @Test
    void tellsWhatIsNotServedAndWhatIsMissed() {
        Solution solved = solution(null);
        Solution lossy = new Solution(
                605,
                4,
                3,
                solved.vmPu(),
                solved.vaDegrees(),
                solved.pgMw(),
                solved.qgMvar(),
                solved.dcLines(),
                null,
                new BusPower(new double[] {1, 2, 0}, new double[] {3, 4, 0}),
                new BusPower(new double[] {5, -6, 0}, new double[] {-7, 8, 0}));
        JsonNode json = json(record(new Outcome.Solved(lossy, verification(List.of())), NETWORK));

        JsonNode bus = json.get("buses").get(1);
        assertThat(bus.get("loadlossMw").doubleValue()).isEqualTo(2);
        assertThat(bus.get("loadlossMvar").doubleValue()).isEqualTo(4);
        assertThat(bus.get("imbalanceMw").doubleValue()).isEqualTo(-6);
        assertThat(bus.get("imbalanceMvar").doubleValue()).isEqualTo(8);
        assertThat(json.get("totals").get("loadlossMw").doubleValue()).isEqualTo(3);
        assertThat(json.get("totals").get("loadlossMvar").doubleValue()).isEqualTo(7);
        assertThat(json.get("totals").get("imbalanceMw").doubleValue()).isEqualTo(-1);
        assertThat(json.get("totals").get("imbalanceMvar").doubleValue()).isEqualTo(1);
    }

    @Test
    void leavesPricesNullWhereTheEngineGivesNone() {
        JsonNode priced = json(SOLVED);
        JsonNode json = json(UNPRICED);

        for (String list : List.of("buses", "generators", "branches", "dcLines")) {
            JsonNode first = json.get(list).get(0);
            assertThat(first.fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(() -> priced.get(list).get(0).fieldNames());
            first.properties()
                    .forEach(field -> assertThat(field.getValue().isNull())
                            .as(field.getKey())
                            .isEqualTo(field.getKey().matches("(lam|mu)[A-Z].*")
                                    || priced.get(list)
                                            .get(0)
                                            .get(field.getKey())
                                            .isNull()));
        }
    }

    @Test
    void saysWhichLimitAnUnverifiedSolutionMissesAndByHowMuch() throws IOException {
        JsonNode json = json(UNVERIFIED);

        assertThat(json.get("verification").get("passed").booleanValue()).isFalse();
        assertThat(json.get("violations")).isEqualTo(expected("""
            [{'limit': 'RATE_A_TO', 'element': 'branch 1 (7-3)', 'kind': 'BRANCH', 'row': 1, 'value': 102.0,
              'bound': 100.0, 'unit': 'MVA', 'excess': 0.02,
              'message': 'branch 1 (7-3): flow at the to end is 102 MVA, should be at most 100 MVA (missed by 0.02)'}]\
            """));
        assertThat(json.get("iterations").intValue()).isEqualTo(4);
        assertThat(json.get("rounds").intValue()).isEqualTo(3);
    }

    @Test
    void saysHowFarASolveCame() throws IOException {
        JsonNode progress = expected("""
            {'iterations': 9, 'objective': 1.5, 'primalResidualPu': 2.5, 'dualResidual': 3.5,
             'complementarity': 4.5}\
            """);

        assertThat(json(INFEASIBLE).get("progress")).isEqualTo(progress);
        assertThat(json(INFEASIBLE).get("violations")).hasSize(1);
        assertThat(json(DEADLINE).get("progress")).isEqualTo(progress);
        assertThat(json(DEADLINE).get("iterations").intValue()).isEqualTo(9);
        assertThat(json(DEADLINE).get("rounds").isNull()).isTrue();
        assertThat(json(NOT_CONVERGED).get("progress")).as("NaN is no JSON").isEqualTo(expected("""
            {'iterations': 0, 'objective': null, 'primalResidualPu': null, 'dualResidual': null,
             'complementarity': null}\
            """));
    }

    @Test
    void leavesNullWhatACaseThatWasNotReadDoesNotHave() throws IOException {
        JsonNode json = json(unread(INVALID, ERROR));

        assertThat(json.get("case")).isEqualTo(expected("""
            {'name': '', 'key': '', 'version': null, 'sha256': '8b5b9db0c13db24256c829aa364aa90c6d2eba318b9232a4ab9313b954d3555f', 'bytes': 0, 'baseMva': null,
             'busCount': null, 'generatorCount': null, 'branchCount': null, 'dcLineCount': null}\
            """));
        assertThat(json.get("engine")).isEqualTo(expected("{'name': null, 'version': null, 'reason': null}"));
        assertThat(json.get("verification").isNull()).isTrue();
        assertThat(json.get("findings").get(0).get("line").isNull()).isTrue();
        assertThat(json.get("findings").get(0).get("row").isNull()).isTrue();
        assertThat(json.get("findings").get(0).get("kind").textValue()).isEqualTo("NETWORK");
    }

    @Test
    void saysWhyItRefuses() {
        assertThat(json(unread(REFUSED)).get("refusal").textValue()).isEqualTo("UNKNOWN_OPTION");
    }

    @Test
    void writesNullForEveryNumberThatIsNone() {
        Verification verification = new Verification(
                1e-6,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                null,
                List.of(new Violation(
                        Violation.Limit.FINITE, Element.bus(NETWORK, 0), Double.NaN, 0, Double.POSITIVE_INFINITY)),
                FLOWS);
        JsonNode json = json(record(
                new Outcome.Unverified(solution(null), verification),
                new Network("n", Double.NaN, List.of(), List.of(), List.of(), List.of())));

        assertThat(json.get("case").get("baseMva").isNull()).isTrue();
        assertThat(json.get("verification").get("maxPowerMismatchPu").isNull()).isTrue();
        assertThat(json.get("violations").get(0).get("value").isNull()).isTrue();
        assertThat(json.get("violations").get(0).get("excess").isNull()).isTrue();
        assertThat(json.get("violations").get(0).get("unit").isNull()).isTrue();
    }

    @Test
    void keepsOddNamesAsTheyAre() {
        assertThat(json(SOLVED).get("buses").get(0).get("name").textValue()).isEqualTo(ODD);
        assertThat(json(unread(INVALID, ERROR))
                        .get("findings")
                        .get(0)
                        .get("message")
                        .textValue())
                .isEqualTo(ODD);
    }

    @Test
    void isDescribedFieldByField() throws IOException {
        Set<String> names = new TreeSet<>();
        for (RunRecord run : everyOutcome()) {
            collectNames(json(run), names);
        }
        String description = Files.readString(Path.of("docs", "results.md"));

        assertThat(names)
                .hasSizeGreaterThan(80)
                .allSatisfy(name -> assertThat(description).contains("`" + name + "`"));
    }

    private static void collectNames(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(below -> collectNames(below, names));
    }
}
