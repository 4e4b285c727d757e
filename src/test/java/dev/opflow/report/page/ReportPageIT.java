package dev.opflow.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.opflow.Pglib;
import dev.opflow.engine.Deadline;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.run.CaseInput;
import dev.opflow.run.OpflowRunner;
import dev.opflow.run.ResultFile;
import dev.opflow.run.TwoBuses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports in Chromium, where there is one. */
class ReportPageIT {
    private static final List<String> PAGES =
            new ArrayList<>(List.of("solved", "infeasible", "invalid", "hostile", "late"));

    private static final List<String> LARGER = List.of("case118_ieee", "case1354_pegase", "case10000_goc");

    private static final long MOST_BYTES = 3_000_000;

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = Browser.installed();
        assumeTrue(
                program.isPresent(),
                "no chromium on the path: apt-get install chromium, or -Dopflow.chromium=/path/to/it");
        browser = Browser.start(program.get(), folder.resolve("profile"));
        String sample = Files.readString(Path.of("samples", "case9.m"));
        write("solved", sample);
        write("infeasible", TwoBuses.TEXT.replace("2 1 60", "2 1 90000"));
        write("invalid", TwoBuses.TEXT.replace("1 2 0 1 0 100", "1 7 0 1 0 100"));
        write(
                "hostile",
                TwoBuses.TEXT + "mpc.bus_name = {'<script>alert(1)</script>\"&'; '<img src=x onerror=alert(2)>'};");
        write("ring", ring());
        write("late", sample, Deadline.after(Duration.ZERO));
        for (String larger : LARGER) {
            Path file = Pglib.FOLDER.resolve("pglib_opf_" + larger + ".m");
            if (Files.isRegularFile(file)) {
                write(larger, Files.readString(file));
                PAGES.add(larger);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("LARGER")
    void isSmallAlsoOfLargeCases(String name) throws IOException {
        Path page = folder.resolve(name + ".html");
        assumeTrue(Files.exists(page), Pglib.ABSENT);

        assertThat(page).content().contains("Solved and verified");
        assertThat(Files.size(page)).isLessThan(MOST_BYTES);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void write(String name, String text) throws IOException {
        write(name, text, Deadline.never());
    }

    private static void write(String name, String text, Deadline deadline) throws IOException {
        CaseInput input = new CaseInput(name, name, "", text.getBytes(StandardCharsets.UTF_8));
        for (ResultFile file : new OpflowRunner(List.of(new InteriorEngine()), SolveOptions.DEFAULT)
                .run(input, Map.of(), deadline)
                .files()) {
            if (file.name().equals("report.html")) {
                Files.write(folder.resolve(name + ".html"), file.content());
            }
        }
    }

    /** Twenty buses in a ring, whose tables are long enough to be searched. */
    private static String ring() {
        StringBuilder text = new StringBuilder("mpc.version = '2'; mpc.baseMVA = 100; mpc.bus = [");
        IntStream.rangeClosed(1, 20)
                .forEach(k -> text.append(k + (k == 1 ? " 3 " : " 1 ") + k + " 2 0 0 1 1 0 230 1 1.1 0.9;\n"));
        text.append("]; mpc.gen = [1 0 0 300 -300 1 100 1 400 0]; mpc.gencost = [2 0 0 2 10 5]; mpc.branch = [");
        IntStream.rangeClosed(1, 20)
                .forEach(k -> text.append(k + " " + (k % 20 + 1) + " 0.001 0.01 0 300 0 0 0 0 1 -360 360;\n"));
        return text.append("];").toString();
    }

    private static void open(String name, int width, String colourScheme) {
        browser.open(folder.resolve(name + ".html"), width, colourScheme);
    }

    static Stream<String> pages() {
        return PAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void asksForNothingAndComplainsOfNothing(String name) {
        open(name, 1280, "light");
        String itself = folder.resolve(name + ".html").toUri().toString();

        assertThat(browser.evaluate("document.querySelectorAll('h1').length").asInt())
                .isEqualTo(1);
        assertThat(browser.events)
                .extracting(event ->
                        event.path("params").path("request").path("url").asText(itself))
                .allSatisfy(url -> assertThat(url.equals(itself) || url.startsWith("data:"))
                        .as(url)
                        .isTrue());
        assertThat(browser.events)
                .extracting(event -> event.path("method").asText())
                .contains("Network.requestWillBeSent")
                .doesNotContain(
                        "Runtime.exceptionThrown",
                        "Runtime.consoleAPICalled",
                        "Log.entryAdded",
                        "Page.javascriptDialogOpening");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fitsPhonesAndDesktops(String name) {
        for (int width : new int[] {390, 1280}) {
            open(name, width, "light");

            assertThat(browser.evaluate("document.scrollingElement.scrollWidth").asInt())
                    .as("at %d", width)
                    .isLessThanOrEqualTo(browser.evaluate("document.scrollingElement.clientWidth")
                            .asInt());
        }
    }

    private static List<String> firstCells() {
        JsonNode cells = browser.evaluate(
                "Array.from(document.querySelectorAll('#buses-table tbody tr:not([hidden]) th'), c => c.textContent)");
        return StreamSupport.stream(cells.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void sortsByTheColumnThatIsClicked() {
        open("ring", 1280, "light");
        List<String> ascending =
                IntStream.rangeClosed(1, 20).mapToObj(Integer::toString).toList();

        browser.click("#buses-table thead th button");
        assertThat(firstCells()).isEqualTo(ascending);
        browser.click("#buses-table thead th button");
        assertThat(firstCells()).isEqualTo(ascending.reversed());

        assertThat(browser.evaluate("document.querySelector('#buses-table thead th').getAttribute('aria-sort')")
                        .asText())
                .isEqualTo("descending");
    }

    @Test
    void showsTheRowsThatAreAskedFor() {
        open("ring", 1280, "light");

        browser.click("#buses-table input");
        browser.type("17.00");

        assertThat(firstCells()).containsExactly("17");
    }

    @Test
    void isDarkWhereThatIsWanted() {
        open("solved", 1280, "light");
        String light = background();
        open("solved", 1280, "dark");

        assertThat(light).isEqualTo("rgb(255, 255, 255)");
        assertThat(background()).isNotEqualTo(light);
    }

    private static String background() {
        return browser.evaluate("getComputedStyle(document.body).backgroundColor")
                .asText();
    }

    @Test
    void runsNoScriptButItsOwn() {
        open("solved", 1280, "light");

        browser.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {text: 'window.foreign = 1'}))");

        assertThat(browser.evaluate("typeof window.foreign").asText()).isEqualTo("undefined");
    }
}
