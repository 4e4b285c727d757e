package dev.opflow.run;

import dev.opflow.engine.Multipliers;
import dev.opflow.engine.Solution;
import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerFormatException;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A generator, a line of x = 1 p.u. and a load. With both voltages at 1 p.u. and a sine of 0.6 between them, the line carries
 * 0.6 p.u. and takes 1 - cos = 0.2 p.u. of reactive power at either end, on a base of 100 MVA.
 */
public final class TwoBuses {
    public static final String TEXT = """
        function mpc = two_buses
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
        1 3 0 0 0 0 1 1 0 230 1 1.1 0.9;
        2 1 60 -20 0 0 1 1 0 230 1 1.1 0.9;
        ];
        mpc.gen = [1 0 0 100 -100 1 100 1 200 0];
        mpc.branch = [1 2 0 1 0 100 0 0 0 0 1 -360 360];
        mpc.gencost = [2 0 0 2 10 5];
        """;
    public static final double ANGLE_DEGREES = -Math.toDegrees(Math.asin(0.6));

    private TwoBuses() {}

    public static byte[] content() {
        return TEXT.getBytes(StandardCharsets.UTF_8);
    }

    public static CaseInput input() {
        return new CaseInput("two_buses.m", "in/two_buses.m", "v7", content());
    }

    public static Network network() {
        try {
            return MatpowerReader.read(content(), "two_buses.m", ReaderLimits.DEFAULT)
                    .network();
        } catch (MatpowerFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** The only one, at 10 $/MWh for 60 MW and 5 $/h, with its prices: nothing is lost and no limit met. */
    public static Solution solved() {
        double[] none = new double[2];
        double[] lamP = {10, 10};
        double[] one = new double[1];
        return solution(60, new Multipliers(lamP, none, none, none, one, one, one, one, one, one, one, one));
    }

    /** The same with prices that are wrong, but can be told apart. */
    public static Solution solution() {
        return solution(
                60,
                new Multipliers(
                        new double[] {10, 10.5},
                        new double[] {0, 0.25},
                        new double[] {1, 2},
                        new double[] {3, 4},
                        new double[] {5},
                        new double[] {6},
                        new double[] {7},
                        new double[] {8},
                        new double[] {9},
                        new double[] {11},
                        new double[] {12},
                        new double[] {13}));
    }

    /** The same with another output, at the cost of that. */
    public static Solution solution(double pgMw, @Nullable Multipliers multipliers) {
        return new Solution(
                5 + 10 * pgMw,
                4,
                2,
                new double[] {1, 1},
                new double[] {0, ANGLE_DEGREES},
                new double[] {pgMw},
                new double[] {20},
                multipliers);
    }
}
