package dev.opflow;

import dev.opflow.grid.Network;
import dev.opflow.matpower.MatpowerReader;
import dev.opflow.matpower.ReaderLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Cases of the Power Grid Library with their published optima, beside the project; only where somebody put them there. */
public final class Pglib {
    /** Where they are, if they are. */
    public static final Path FOLDER = Path.of("..", "shared", "pglib");
    /** Why a test that needs them is skipped. */
    public static final String ABSENT = "no PGLib cases in " + FOLDER;

    private Pglib() {}

    /**
     * A published optimum.
     *
     * @param file place below the folder
     * @param variant typ, api or sad
     * @param buses number of buses
     * @param objective $/h, five digits
     */
    public record Published(String file, String variant, int buses, double objective) {
        /** The case. */
        public Network network() {
            try {
                return MatpowerReader.read(Files.readAllBytes(FOLDER.resolve(file)), file, ReaderLimits.DEFAULT)
                        .network();
            } catch (Exception e) {
                throw new IllegalStateException("reading " + file, e);
            }
        }

        @Override
        public String toString() {
            return file;
        }
    }

    public static boolean isPresent() {
        return Files.isRegularFile(FOLDER.resolve("baseline.csv"));
    }

    /** Those up to 300 buses: nine grids in three variants; empty where they are not there. */
    public static List<Published> upTo300Buses() throws Exception {
        return upTo(300);
    }

    /** Those up to so many buses; empty where they are not there. */
    public static List<Published> upTo(int buses) throws Exception {
        if (!isPresent()) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(FOLDER.resolve("baseline.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .map(f -> new Published(f[0], f[1], Integer.parseInt(f[2]), Double.parseDouble(f[4])))
                    .filter(published -> published.buses() <= buses)
                    .toList();
        }
    }
}
