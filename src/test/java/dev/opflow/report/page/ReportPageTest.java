package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.IterationHistory;
import dev.opflow.engine.Outcome;
import dev.opflow.engine.Solution;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.Verification;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.report.RunRecord;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.TwoBuses;
import dev.opflow.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ReportPageTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&";

    private static final List<String> FILES = List.of("report.html", "result.json");

    /** Runs that end differently. */
    enum Case {
        SOLVED("Solved and verified", TwoBuses.TEXT, Map.of()),
        DC("Solved and verified", TwoBuses.TEXT, Map.of("model", "DCOPF")),
        INFEASIBLE("Infeasible", TwoBuses.TEXT.replace("2 1 60", "2 1 90000"), Map.of()),
        INVALID("Invalid case", TwoBuses.TEXT.replace("1 2 0 1 0 100", "1 7 0 1 0 100"), Map.of()),
        UNREADABLE("Invalid case", "mpc.bus = [1 2 <b>;", Map.of()),
        NOT_CONVERGED("Not converged", TwoBuses.TEXT, Map.of("max_iterations", "1")),
        REFUSED("Refused", TwoBuses.TEXT, Map.of("no_such_option", "<i>"));

        private final String status;
        private final String text;
        private final Map<String, String> options;

        Case(String status, String text, Map<String, String> options) {
            this.status = status;
            this.text = text;
            this.options = options;
        }

        RunRecord run() {
            return ReportPageTest.run("odd.m", text, options, Deadline.never());
        }
    }

    private static RunRecord run(String name, String text, Map<String, String> options, Deadline deadline) {
        return new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(new CaseInput(name, "in/" + name, "", text.getBytes(StandardCharsets.UTF_8)), options, deadline)
                .record();
    }

    private static RunRecord sample() throws IOException {
        return run("case9.m", Files.readString(Path.of("samples", "case9.m")), Map.of(), Deadline.never());
    }

    /** The page, which must be well-formed. */
    private static Document parsed(RunRecord run) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(ReportPage.write(run, FILES, null)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Element> all(Document page, String name) {
        List<Element> elements = new ArrayList<>();
        NodeList found = page.getElementsByTagName(name);
        for (int k = 0; k < found.getLength(); k++) {
            elements.add((Element) found.item(k));
        }
        return elements;
    }

    @ParameterizedTest
    @EnumSource
    void isWellFormedForEveryOutcome(Case of) {
        Document page = parsed(of.run());

        assertThat(all(page, "title").getFirst().getTextContent()).isEqualTo("odd.m: " + of.status);
        assertThat(all(page, "h1")).hasSize(1);
        assertThat(all(page, "main")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void hasNoIdTwiceAndNoLinkToNowhere(Case of) {
        Document page = parsed(of.run());
        Set<String> ids = new HashSet<>();
        for (Element element : all(page, "*")) {
            String id = element.getAttribute("id");
            assertThat(id.isEmpty() || ids.add(id)).as("id %s", id).isTrue();
        }
        for (Element link : all(page, "a")) {
            String target = link.getAttribute("href");
            assertThat(target.startsWith("#") ? ids.contains(target.substring(1)) : !target.contains(":"))
                    .as(target)
                    .isTrue();
        }
    }

    @Test
    void tellsOfADeadline() {
        RunRecord run = run("odd.m", TwoBuses.TEXT, Map.of(), Deadline.after(Duration.ZERO));

        assertThat(all(parsed(run), "title").getFirst().getTextContent()).isEqualTo("odd.m: Deadline reached");
    }

    @Test
    void escapesWhatComesFromTheCase() {
        String text = TwoBuses.TEXT + "mpc.bus_name = {'" + HOSTILE.replace("'", "''") + "'; 'two'};";
        RunRecord run = run(HOSTILE, text, Map.of(), Deadline.never());
        String page = new String(ReportPage.write(run, FILES, null), StandardCharsets.UTF_8);

        assertThat(page).doesNotContain("<script>alert");
        assertThat(all(parsed(run), "td")).extracting(Element::getTextContent).contains(HOSTILE);
        assertThat(all(parsed(run), "h1")).extracting(Element::getTextContent).containsExactly(HOSTILE);
    }

    @Test
    void letsNoNameTurnTheDirectionOfThePage() {
        String turned = "a\u202Eb\u2066c\u200Fd";
        String text = TwoBuses.TEXT + "mpc.bus_name = {'" + turned + "'; 'two'};";
        RunRecord run = run(turned, text, Map.of(), Deadline.never());
        String page = new String(ReportPage.write(run, FILES, null), StandardCharsets.UTF_8);

        assertThat(page).contains("<bdi>a b c d</bdi>").doesNotContain("\u202E", "\u2066", "\u200F");
    }

    @Test
    void escapesInEveryTemplate() {
        String text =
                Templates.parse("<p title=\"{value}\">").data("value", HOSTILE).render();

        assertThat(text).isEqualTo("<p title=\"&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\">");
    }

    @Test
    void failsWhereATemplateAsksForWhatIsNotThere() {
        assertThatThrownBy(() -> Templates.parse("{nothing}").render()).hasMessageContaining("nothing");
    }

    @Test
    void namesTheColumnsAndTheRowsOfEveryTable() throws IOException {
        Document page = parsed(sample());

        assertThat(all(page, "caption")).hasSameSizeAs(all(page, "table"));
        assertThat(all(page, "th"))
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isIn("col", "row"));
    }

    @Test
    void saysTheSameTwice() throws IOException {
        RunRecord run = sample();

        assertThat(ReportPage.write(run, FILES, null)).isEqualTo(ReportPage.write(run, FILES, null));
    }

    @Test
    void quotesTheLineThatAFindingIsAbout() {
        assertThat(all(parsed(Case.INVALID.run()), "pre"))
                .extracting(Element::getTextContent)
                .anySatisfy(quote -> assertThat(quote).contains("mpc.branch = [1 7 0 1 0 100"));
    }

    @Test
    void namesWhatAnUnverifiedSolutionMisses() {
        RunRecord run = Case.SOLVED.run();
        Solution wrong = TwoBuses.solution(59, null);
        Verification verification = Verifier.verify(TwoBuses.network(), wrong, SolveOptions.DEFAULT, 1e-6);
        Document page = parsed(new RunRecord(
                run.source(),
                run.options(),
                run.engine(),
                new Outcome.Unverified(wrong, verification),
                run.network(),
                List.of(),
                run.seconds()));

        assertThat(all(page, "th")).extracting(Element::getTextContent).contains("bus 1");
        assertThat(all(page, "p"))
                .extracting(Element::getTextContent)
                .anySatisfy(advice -> assertThat(advice).startsWith("Do not use this point."));
    }

    @Test
    void measuresWhatIsMissedInTheLimitsOwnUnit() {
        Document page = parsed(Case.INFEASIBLE.run());

        assertThat(all(page, "th"))
                .extracting(Element::getTextContent)
                .contains("Missed by")
                .doesNotContain("Missed by, p.u.");
        assertThat(all(page, "td"))
                .extracting(Element::getTextContent)
                .anySatisfy(cell -> assertThat(cell).matches("[\\d.,]+ MW"));
    }

    @Test
    void saysWhatAnIterationTookAndHowManyThereMayBe() {
        Document page = parsed(Case.NOT_CONVERGED.run());

        assertThat(all(page, "dd")).extracting(Element::getTextContent).contains("1, at most 1");
        assertThat(all(page, "dt")).extracting(Element::getTextContent).contains("One iteration took, s");
    }

    @Test
    void tellsTheTimeThatRelaxingTook() {
        assertThat(all(parsed(Case.INFEASIBLE.run()), "dt"))
                .extracting(Element::getTextContent)
                .contains("Relaxing the case, s");
    }

    @Test
    void countsIterationsThatAreNotDrawn() {
        IterationHistory.Recorder points = new IterationHistory.Recorder();
        points.add(0, 0, 1, 1, 1);
        points.add(7, 0, 0.1, 1, 1);

        assertThat(ConvergenceChart.of(points.history(), 7).note())
                .endsWith("6 iterations that only made the violation smaller.");
    }
}
