package dev.opflow.bench;

import dev.opflow.engine.Deadline;
import dev.opflow.engine.EngineAnswer;
import dev.opflow.engine.RegionalNetworks;
import dev.opflow.engine.SolveOptions;
import dev.opflow.engine.formulation.AcNetwork;
import dev.opflow.engine.formulation.AcOpf;
import dev.opflow.engine.interior.InteriorEngine;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.MatpowerWriter;
import dev.opflow.matpower.ReaderLimits;
import dev.opflow.sparse.BlockLdl;
import dev.opflow.sparse.SymbolicFactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long the embedded engine takes, warm and on one thread: to factorise the matrix of a step, to evaluate a point and assemble
 * that matrix, and to solve. A case file of one's own: {@code -p file=PATH}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class EngineBenchmark {
    /** Buses of the generated network, in whole regions. */
    @Param({"1000", "10000", "30000", "70000"})
    public int buses;

    /** A file to solve instead; empty for the generated network. */
    @Param("")
    public String file = "";

    private Network network;
    private AcOpf problem;
    private BlockLdl ldl;
    private double[] x;
    private double[] lambda;
    private double[] y;
    private double[] diagonal;
    private double[] off;

    /** Writes a generated network to a case file: {@code PATH BUSES}. */
    public static void main(String[] arguments) throws Exception {
        Files.write(Path.of(arguments[0]), MatpowerWriter.write(RegionalNetworks.of(Integer.parseInt(arguments[1]))));
    }

    @Setup
    public void prepare() throws Exception {
        network = file.isEmpty()
                ? RegionalNetworks.of(buses)
                : MatpowerReader.read(Files.readAllBytes(Path.of(file)), file, ReaderLimits.DEFAULT)
                        .network();
        AcNetwork ac = AcNetwork.of(network);
        problem = new AcOpf(ac, true, false);
        SymbolicFactor symbolic =
                SymbolicFactor.of(ac.graph(), Long.MAX_VALUE, () -> false).orElseThrow();
        ldl = new BlockLdl(symbolic, new double[] {0, 0, -1, -1});
        int nb = ac.graph().nodes();
        x = new double[problem.variables()];
        Arrays.fill(x, nb, 2 * nb, 1);
        lambda = new double[2 * nb];
        y = new double[problem.inequalities().length];
        Arrays.fill(y, 1);
        diagonal = new double[16 * nb];
        off = new double[16 * ac.graph().edges()];
        evaluate();
    }

    @Benchmark
    public final double[] evaluate() {
        problem.evaluate(x);
        Arrays.fill(diagonal, 0);
        Arrays.fill(off, 0);
        problem.addKkt(x, lambda, y, y, diagonal, off);
        for (int k = 0; k < diagonal.length; k += 16) {
            diagonal[k] += 1;
            diagonal[k + 5] += 1;
        }
        return diagonal;
    }

    @Benchmark
    public boolean factor() {
        return ldl.factor(diagonal, off, 1e-6, () -> false);
    }

    @Benchmark
    public EngineAnswer solve() {
        return new InteriorEngine().solve(network, SolveOptions.DEFAULT, Deadline.never());
    }
}
