package dev.opflow.run;

import dev.opflow.engine.Outcome;
import dev.opflow.engine.SolveOptions;
import dev.opflow.grid.Finding;
import dev.opflow.grid.Network;
import dev.opflow.report.RunRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the record of a run as it goes. */
final class RunRecordBuilder {
    private final CaseInput input;
    private SolveOptions options;
    private RunRecord.Engine engine = RunRecord.Engine.NONE;
    private Outcome outcome = new Outcome.InvalidCase(List.of());
    private @Nullable Network network;
    private List<Finding> findings = List.of();
    private RunRecord.Seconds seconds = new RunRecord.Seconds(0, 0, 0, 0, 0);

    RunRecordBuilder(CaseInput input, SolveOptions options) {
        this.input = input;
        this.options = options;
    }

    void options(SolveOptions inForce) {
        options = inForce;
    }

    void engine(RunRecord.Engine chosen) {
        engine = chosen;
    }

    void network(Network read) {
        network = read;
    }

    void outcome(Outcome end, List<Finding> found, RunRecord.Seconds times) {
        outcome = end;
        findings = found;
        seconds = times;
    }

    RunRecord build() {
        RunRecord.Source source = new RunRecord.Source(
                input.name(), input.key(), input.version(), sha256(input.content()), input.content().length);
        return new RunRecord(source, options, engine, outcome, network, findings, seconds);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
