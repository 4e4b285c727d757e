package dev.opflow.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Text of a made-up case in the layout of the Power Grid Library's files, always the same for the same number of buses. */
final class CaseText {
    private static final long SEED = 20_261_105;

    private final Random random = new Random(SEED);
    private final StringBuilder text = new StringBuilder();
    private final int buses;

    private CaseText(int buses) {
        this.buses = buses;
    }

    /** A case with this many buses, 1.32 branches and 0.21 generators for each, and many comments. */
    static byte[] of(int buses) {
        return new CaseText(buses).write();
    }

    private byte[] write() {
        int generators = buses * 21 / 100;
        text.append("% A made-up network.\nfunction mpc = made_up\nmpc.version = '2';\nmpc.baseMVA = 100.0;\n\n");
        text.append(
                "%% bus data\n%\tbus_i\ttype\tPd\tQd\tGs\tBs\tarea\tVm\tVa\tbaseKV\tzone\tVmax\tVmin\nmpc.bus = [\n");
        for (int i = 1; i <= buses; i++) {
            row(
                    "\t%d\t %d\t %.3f\t %.3f\t 0.0\t 0.0\t 1\t    1.00000\t    0.00000\t 115.0\t 1\t    1.10000\t   "
                            + " 0.90000;\n",
                    i, i == 1 ? 3 : 1, random.nextDouble(90), random.nextDouble(30));
        }
        text.append(
                "];\n\n%% generator data\n%\tbus\tPg\tQg\tQmax\tQmin\tVg\tmBase\tstatus\tPmax\tPmin\nmpc.gen = [\n");
        for (int g = 0; g < generators; g++) {
            row(
                    "\t%d\t %.4f\t %.3f\t %.2f\t %.2f\t 1.0\t 95.5\t 1\t %.1f\t %.3f;\n",
                    bus(),
                    random.nextDouble(90),
                    random.nextDouble(20),
                    random.nextDouble(60),
                    -random.nextDouble(20),
                    90 + random.nextDouble(300),
                    random.nextDouble(30));
        }
        text.append("];\n\n%% generator cost data\n%\t2\tstartup\tshutdown\tn\tc(n-1)\t...\tc0\nmpc.gencost = [\n");
        for (int g = 0; g < generators; g++) {
            row(
                    "\t2\t 0.0\t 0.0\t 3\t   %.6f\t  %.6f\t  %.6f;\n",
                    random.nextDouble(), random.nextDouble(40), random.nextDouble(90));
        }
        text.append("];\n\n"
                + "%% branch data\n"
                + "%\tfbus\ttbus\tr\tx\tb\trateA\trateB\trateC\tratio\tangle\tstatus\tangmin\tangmax\n");
        text.append("mpc.branch = [\n");
        for (int l = 0; l < buses * 132 / 100; l++) {
            double rate = 50 + random.nextInt(3000) / 10.0;
            row(
                    "\t%d\t %d\t %.5f\t %.5f\t %.5f\t %.1f\t %.1f\t %.1f\t 0.0\t 0.0\t 1\t -30.0\t 30.0;\n",
                    l < buses - 1 ? l + 2 : bus(),
                    l < buses - 1 ? 1 + random.nextInt(l + 1) : bus(),
                    random.nextDouble(0.1),
                    random.nextDouble(0.3),
                    random.nextDouble(0.1),
                    rate,
                    rate,
                    rate);
        }
        text.append("];\n\n");
        for (int k = 0; k < buses * 118 / 100; k++) {
            row(
                    "%% INFO    : Gen at bus %d\t: Pg=%.10f, Qg=%.10f -> Pg=%.3f, Qg=%.3f\n",
                    bus(), random.nextDouble(90), random.nextDouble(90), random.nextDouble(90), random.nextDouble(20));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private int bus() {
        return 1 + random.nextInt(buses);
    }

    private void row(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
