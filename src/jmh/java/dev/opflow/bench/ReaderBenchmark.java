package dev.opflow.bench;

import dev.opflow.matpower.MatpowerCase;
import dev.opflow.matpower.MatpowerFormatException;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How fast case files are read: the column {@code megabytes} is MB/s (10^6 bytes). Ten times the buses should give the same
 * figure, as reading takes linear time. A case file of one's own: {@code -p file=PATH}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
public class ReaderBenchmark {
    /** Buses of the made-up case; 10,000 make 3.4 MB. */
    @Param({"1000", "10000", "100000"})
    public int buses;

    /** A file to read instead; empty for the made-up case. */
    @Param("")
    public String file = "";

    private byte[] content = new byte[0];

    /** What was read, for JMH to sum up. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Volume {
        public double megabytes;
    }

    @Setup
    public void makeCase() throws IOException {
        content = file.isEmpty() ? CaseText.of(buses) : Files.readAllBytes(Path.of(file));
        System.out.println("bytes: " + content.length);
    }

    @Benchmark
    public MatpowerCase read(Volume volume) throws MatpowerFormatException {
        volume.megabytes += content.length / 1e6;
        return MatpowerReader.read(content, "case.m", ReaderLimits.DEFAULT);
    }
}
