package dev.opflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.NetworkSketch;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.SmallNetworks;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Bus;
import dev.opflow.grid.Generator;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.report.RunRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultFilesTest {

    @Test
    void writesTheSampleSolvedAndNothingElseChanged() throws Exception {
        byte[] content = Files.readAllBytes(Path.of("samples", "case9.m"));
        RunResult result = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(new CaseInput("case9.m", "case9.m", "", content), Map.of(), Deadline.never());
        Network given =
                MatpowerReader.read(content, "case9.m", ReaderLimits.DEFAULT).network();

        byte[] solved = result.files().getFirst().content();
        Network written =
                MatpowerReader.read(solved, "solved.m", ReaderLimits.DEFAULT).network();

        assertThat(written).isEqualTo(operated(given, result.record().solution()));
    }

    /** The network at the operating point of a solution. */
    private static Network operated(Network given, Solution at) {
        List<Bus> buses = new ArrayList<>();
        for (Bus b : given.buses()) {
            int i = buses.size();
            buses.add(new Bus(
                    b.number(),
                    b.type(),
                    b.pdMw(),
                    b.qdMvar(),
                    b.gsMw(),
                    b.bsMvar(),
                    b.area(),
                    at.vmPu()[i],
                    at.vaDegrees()[i],
                    b.baseKv(),
                    b.zone(),
                    b.vmaxPu(),
                    b.vminPu(),
                    b.name()));
        }
        List<Generator> generators = new ArrayList<>();
        for (Generator g : given.generators()) {
            int i = generators.size();
            double vgPu = at.vmPu()[given.busIndex().at(g.bus())];
            generators.add(new Generator(
                    g.bus(),
                    at.pgMw()[i],
                    at.qgMvar()[i],
                    g.qmaxMvar(),
                    g.qminMvar(),
                    vgPu,
                    g.mBaseMva(),
                    g.inService(),
                    g.pmaxMw(),
                    g.pminMw(),
                    g.capability(),
                    g.ramps(),
                    g.pCost(),
                    g.qCost(),
                    g.name(),
                    g.type(),
                    g.fuel()));
        }
        return new Network(given.name(), given.baseMva(), buses, generators, given.branches(), given.dcLines());
    }

    /** The file of a solution, whatever verifying it would show. */
    private static String solved(Solution solution) {
        FakeEngine engine = FakeEngine.answering("fake", new EngineAnswer.Converged(TwoBuses.solved()));
        RunRecord run = new OpflowRunner(List.of(engine), SolveOptions.DEFAULT)
                .run(TwoBuses.input(), Map.of(), Deadline.never())
                .record();
        Outcome outcome = new Outcome.Solved(solution, ((Outcome.Solved) run.outcome()).verification());
        ResultFile file = new RunResult(new RunRecord(
                        run.source(),
                        run.options(),
                        run.engine(),
                        outcome,
                        run.network(),
                        run.findings(),
                        run.seconds()))
                .files()
                .getFirst();
        assertThat(file.name()).isEqualTo("solved.m");
        assertThat(file.contentType()).isEqualTo("text/plain");
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static double[] row(String text, String matrix) {
        String rows = text.substring(text.indexOf("mpc." + matrix + " = ["));
        String first = rows.substring(rows.indexOf('[') + 1, rows.indexOf(';')).strip();
        return Arrays.stream(first.split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void putsPricesIntoMatpowersColumns() {
        String text = solved(TwoBuses.solution());

        assertThat(row(text, "bus")).hasSize(17).endsWith(1.1, 0.9, 10, 0, 1, 3);
        assertThat(row(text, "gen")).hasSize(25).endsWith(5, 6, 7, 8);
        assertThat(row(text, "branch")).hasSize(21).endsWith(9, 11, 12, 13);
        assertThat(row(text, "branch")[13]).as("PF, MW").isCloseTo(60, within(1e-9));
        assertThat(text).contains("mpc.f = 605;").contains("mpc.success = 1;");
    }

    @Test
    void leavesTheColumnsOfPricesOutWhereThereAreNone() {
        String text = solved(TwoBuses.solution(60, null));

        assertThat(row(text, "bus")).hasSize(13);
        assertThat(row(text, "gen")).hasSize(21);
        assertThat(row(text, "branch")).hasSize(17);
    }

    @Test
    void losesNoResultWhereItsReportFails() {
        byte[] page = ResultFiles.report(() -> {
            throw new IllegalStateException("<broken>");
        });

        assertThat(new String(page, StandardCharsets.UTF_8))
                .contains("could not be made (java.lang.IllegalStateException)")
                .contains("result.json")
                .doesNotContain("<broken>");
    }

    @Test
    void namesTheFilesThatBelongToAResultWithTheirHashes() throws Exception {
        List<ResultFile> files = new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(
                        new CaseInput("case9.m", "case9.m", "", Files.readAllBytes(Path.of("samples", "case9.m"))),
                        Map.of(),
                        Deadline.never())
                .files();
        Map<String, String> expected = new LinkedHashMap<>();
        for (ResultFile file : files.subList(0, files.size() - 1)) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.content());
            expected.put(file.name(), HexFormat.of().formatHex(hash));
        }

        Map<String, String> named = new LinkedHashMap<>();
        new ObjectMapper()
                .readTree(files.getLast().content())
                .path("files")
                .forEach(file -> named.put(
                        file.path("name").asText(), file.path("sha256").asText()));
        assertThat(named).containsExactlyEntriesOf(expected).containsKeys("solved.m", "report.html");
    }

    @Test
    void namesEveryFileThatAResultMayHave() {
        Network infeasible = NetworkSketch.of(SmallNetworks.twoBus()).rate(50).build();
        Set<String> names = new HashSet<>(names(SmallNetworks.allDispatch()));
        names.addAll(names(infeasible));

        assertThat(names).containsExactlyInAnyOrderElementsOf(RunResult.FILE_NAMES);
        assertThat(RunResult.FILE_NAMES).endsWith("result.json");
        assertThat(names(SmallNetworks.twoBus())).doesNotContain("dclines.csv").isSubsetOf(RunResult.FILE_NAMES);
    }

    private static List<String> names(Network network) {
        return new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                        .run(
                                new CaseInput(
                                        "c.m", "c.m", "", MatpowerWriter.write(SmallNetworks.withAllCosts(network))),
                                Map.of(),
                                Deadline.never())
                        .files()
                        .stream()
                        .map(ResultFile::name)
                        .toList();
    }
}
