package dev.opflow.grid;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Networks with every kind of field and of number, sensible or not; the same for the same seed. */
public final class RandomNetworks {
    private static final double[] EDGES = {
        0,
        -0.0,
        1,
        -1,
        1e7,
        1e-7,
        123456789,
        Double.MIN_VALUE,
        -Double.MIN_NORMAL,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        1 / 3.0,
        0.1 + 0.2,
        9007199254740994.0
    };
    private static final String[] NAMES = {
        "",
        "north",
        "it's",
        "'",
        "''",
        "100 % done",
        "a \"quoted\" name",
        "]; } ...",
        "#1\t2",
        " blanks ",
        "Zürich Æ €",
        "\ud83d\udd0c",
        "\\n",
        "%{",
        "form\ffeed"
    };

    private static final List<BusType> TYPES = List.of(BusType.values());

    private final Random random;

    private RandomNetworks(long seed) {
        random = new Random(seed);
    }

    public static Network of(long seed) {
        return new RandomNetworks(seed).network();
    }

    /** A connected network without sense only where that is allowed: any names, starting points and unused data. */
    public static Network sensible(long seed) {
        // seeds that follow each other begin alike
        return new RandomNetworks(seed * 0x9E3779B97F4A7C15L).sensible();
    }

    private Network sensible() {
        NetworkDraft draft = new NetworkDraft();
        int buses = 1 + random.nextInt(8);
        for (int k = 0; k < buses; k++) {
            boolean first = k == 0;
            draft.addBus(10 * (k + 1), b -> {
                b.type = first ? BusType.REF : TYPES.get(random.nextInt(2));
                b.pdMw = random.nextGaussian() * 50;
                b.qdMvar = random.nextGaussian() * 20;
                b.gsMw = random.nextDouble();
                b.bsMvar = random.nextGaussian() * 10;
                b.vmPu = 0.9 + 0.2 * random.nextDouble();
                b.vaDegrees = random.nextGaussian() * 30;
                b.baseKv = number();
                b.name = text(true);
            });
        }
        for (int k = 1; k < buses; k++) {
            draft.addBranch(10 * (1 + random.nextInt(k)), 10 * (k + 1), l -> {
                l.bPu = random.nextDouble() / 10;
                l.rateAMva = random.nextBoolean() ? 0 : 50 + random.nextInt(500);
                l.rateBMva = number();
                l.ratio = random.nextBoolean() ? 0 : 0.9 + 0.2 * random.nextDouble();
                l.shiftDegrees = random.nextInt(30);
                l.angminDegrees = -random.nextInt(400);
                l.angmaxDegrees = random.nextInt(400);
            });
        }
        for (int k = random.nextInt(4); k >= 0; k--) {
            draft.addGenerator(10 * (1 + random.nextInt(buses)), g -> {
                g.pmaxMw = random.nextInt(500);
                g.pminMw = -random.nextInt(50);
                g.vgPu = number();
                g.mBaseMva = number();
                g.pCost = new Cost.Polynomial(number(), number(), some(random.nextInt(4), random::nextGaussian));
            });
        }
        return draft.build();
    }

    private Network network() {
        int generators = random.nextInt(6);
        boolean costs = random.nextInt(5) > 0;
        boolean reactiveCosts = costs && random.nextBoolean();
        boolean lineCosts = random.nextBoolean();
        boolean named = random.nextBoolean();
        return new Network(
                "random_" + random.nextInt(1000),
                number(),
                some(random.nextInt(8), () -> bus(named)),
                some(generators, () -> generator(named, costs, reactiveCosts)),
                some(random.nextInt(8), () -> branch(named)),
                some(random.nextInt(3), () -> dcLine(lineCosts)));
    }

    private static <T> List<T> some(int count, java.util.function.Supplier<T> make) {
        return IntStream.range(0, count).mapToObj(k -> make.get()).toList();
    }

    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
            case 2 -> random.nextInt(10_000) / 100.0;
            default -> random.nextGaussian() * 1000;
        };
    }

    private int whole() {
        return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(100);
    }

    private String text(boolean named) {
        return named ? NAMES[random.nextInt(NAMES.length)] : "";
    }

    private Bus bus(boolean named) {
        return new Bus(
                whole(),
                TYPES.get(random.nextInt(TYPES.size())),
                number(),
                number(),
                number(),
                number(),
                whole(),
                number(),
                number(),
                number(),
                whole(),
                number(),
                number(),
                text(named));
    }

    private Generator generator(boolean named, boolean costs, boolean reactiveCosts) {
        return new Generator(
                whole(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                random.nextBoolean(),
                number(),
                number(),
                random.nextBoolean()
                        ? Generator.CapabilityCurve.NONE
                        : new Generator.CapabilityCurve(number(), number(), number(), number(), number(), number()),
                random.nextBoolean()
                        ? Generator.RampRates.NONE
                        : new Generator.RampRates(number(), number(), number(), number(), number()),
                costs ? cost() : null,
                reactiveCosts ? cost() : null,
                text(named),
                text(named),
                text(named));
    }

    private @Nullable Cost cost() {
        if (random.nextBoolean()) {
            return new Cost.Polynomial(number(), number(), some(random.nextInt(5), this::number));
        }
        return new Cost.PiecewiseLinear(
                number(), number(), some(2 + random.nextInt(4), () -> new Cost.Point(number(), number())));
    }

    private Branch branch(boolean named) {
        return new Branch(
                whole(),
                whole(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                random.nextBoolean(),
                number(),
                number(),
                text(named));
    }

    private DcLine dcLine(boolean lineCosts) {
        return new DcLine(
                whole(),
                whole(),
                random.nextBoolean(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                number(),
                lineCosts ? cost() : null);
    }
}
