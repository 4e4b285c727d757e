package dev.opflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.opflow.engine.SolveOption;
import dev.opflow.run.TwoBuses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolveTest {

    @TempDir
    private Path folder;

    private String file = "";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeCase() throws IOException {
        file = Files.write(folder.resolve("two_buses.m"), TwoBuses.content()).toString();
    }

    private int run(String... arguments) {
        return Solve.run(out, new PrintWriter(err, true), arguments);
    }

    private JsonNode result() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("out/two_buses/result.json").toFile());
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    @Test
    void endsWithZeroWhenAllAreSolved() {
        assertThat(run("--engine", "embedded", file, file)).isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWithOneWhenSomeAreNot() {
        assertThat(run(file, folder.resolve("missing.m").toString())).isEqualTo(1);
        assertThat(out.toString()).contains("Unreadable");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void setsOptionsByName() throws IOException {
        assertThat(run(
                        "--engine=embedded",
                        "--option",
                        "max-iterations=77",
                        "--option=TOLERANCE=1e-8",
                        "--out",
                        out(),
                        file))
                .isZero();
        assertThat(result().get("options").get("max_iterations").intValue()).isEqualTo(77);
        assertThat(result().get("options").get("tolerance").doubleValue()).isEqualTo(1e-8);
        assertThat(result().get("options").get("engine").textValue()).isEqualTo("embedded");
        assertThat(result().get("engine").get("reason").textValue()).isEqualTo("asked for by option engine");
    }

    @Test
    void saysOfEachResultWhereItsCaseWas() throws IOException {
        run("--engine=embedded", "--out", out(), file);

        assertThat(result().get("case").get("name").textValue()).isEqualTo("two_buses.m");
        assertThat(result().get("case").get("key").textValue()).isEqualTo(file);
        assertThat(folder.resolve("out/two_buses/solved.m")).exists();
    }

    @Test
    void givesEachCaseItsOwnTime() throws IOException {
        assertThat(run("--engine=embedded", "--time-limit", "1e-9", "--out", out(), file))
                .isEqualTo(1);
        assertThat(result().get("status").textValue()).isEqualTo("DeadlineReached");
        assertThat(run("--engine=embedded", "--time-limit", "3600", file, file)).isZero();
    }

    @Test
    void printsJsonLines() throws IOException {
        assertThat(run("--engine=embedded", "--format", "jsonl", file)).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("objective").doubleValue())
                .isCloseTo(605, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "--engine=bogus>Option engine can't be \"bogus\". It takes: auto | exago | embedded.",
                "--option=use_agc=maybe>Option use_agc can't be \"maybe\". It takes: true | false.",
                "--option=foo>--option takes name=value, \"foo\" has no \"=\".",
                "--time-limit=0>--time-limit takes a number above 0 and at most 1e9.",
                "--time-limit=NaN>--time-limit takes a number above 0 and at most 1e9.",
                "--time-limit=soon>--time-limit takes a number above 0 and at most 1e9.",
                "--format=xml>--format can't be \"xml\". It takes: table | jsonl.",
                "--nope>Unrecognized option: --nope",
                "--eng=auto>Unrecognized option: --eng=auto"
            })
    void endsWithTwoForWhatItDoesNotKnow(String argument, String message) {
        assertThat(run(argument, file)).isEqualTo(2);
        assertThat(err.toString()).startsWith("opflow: " + message).endsWith("\nTry: opflow --help\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void listsTheOptionsForAnUnknownOne() {
        assertThat(run("--option", "foo=1", file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("opflow: There is no option \"foo\". The options are: engine, model, ")
                .contains(", powerimbalance_penalty.\n");
    }

    @Test
    void refusesAnOptionGivenTwice() {
        assertThat(run("--option=use_agc=true", "--option=use_agc=false", file)).isEqualTo(2);
        assertThat(run("--option=use_agc=true", "--option=use-agc=false", file)).isEqualTo(2);
        assertThat(run("--engine=auto", "--option=engine=auto", file)).isEqualTo(2);
        assertThat(run("--engine=auto", "--engine=auto", file)).isEqualTo(2);
        assertThat(err.toString().lines().filter(line -> !line.startsWith("Try: ")))
                .containsExactly(
                        "opflow: Option use_agc is given twice.",
                        "opflow: Option use_agc is given twice.",
                        "opflow: Option engine is given twice.",
                        "opflow: --engine is given twice.");
    }

    @Test
    void endsWithTwoForAFolderWithoutCases() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(run(empty.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("opflow: there is no case (.m or .m.gz) below " + empty + ".\n");
    }

    @Test
    void endsWithTwoWhereItCannotWriteResults() {
        assertThat(run("--out", file, file)).isEqualTo(2);
        assertThat(err.toString()).startsWith("opflow: " + file + " is a file.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void endsWithTwoWithoutFiles() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("opflow: There is no FILE to solve.\nTry: opflow --help\n");
    }

    @Test
    void helpsWithEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: opflow ").contains("Exit code: 0 all solved, 1 some not, 2");
        for (Option option : Solve.options().getOptions()) {
            assertThat(out.toString()).contains(" --" + option.getLongOpt() + (option.hasArg() ? "=" : " "));
        }
        for (SolveOption option : SolveOption.values()) {
            assertThat(out.toString())
                    .contains(
                            "  " + option.optionName() + ": " + option.meaning() + "\n      " + option.valid() + "\n");
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("opflow \\S.*\\R");
    }
}
