package dev.opflow.matpower;

import dev.opflow.grid.Cost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads rows of {@code gencost} and {@code dclinecost}. */
final class CostReader {
    private static final int PIECEWISE_LINEAR = 1;
    private static final int POLYNOMIAL = 2;
    private static final int FIRST_DATA = 4;

    private final Table table;

    /**
     * Looks at a table.
     *
     * @throws MatpowerFormatException when its rows are too short for any cost
     */
    CostReader(Table table) throws MatpowerFormatException {
        this.table = table;
        table.requireColumns(FIRST_DATA);
    }

    Cost read(int row) throws MatpowerFormatException {
        int model = table.whole(row, 0, "MODEL");
        int n = table.whole(row, 3, "NCOST");
        double startup = table.at(row, 1);
        double shutdown = table.at(row, 2);
        int room = table.columns() - FIRST_DATA;
        if (model == POLYNOMIAL) {
            if (n < 0 || n > room) {
                throw table.cell(row, 3, "NCOST", "as many coefficients as follow, at most " + room);
            }
            Double[] coefficients = new Double[n];
            for (int k = 0; k < n; k++) {
                coefficients[k] = table.at(row, FIRST_DATA + k);
            }
            return new Cost.Polynomial(startup, shutdown, Arrays.asList(coefficients));
        }
        if (model != PIECEWISE_LINEAR) {
            throw table.cell(row, 0, "MODEL", "1 (piecewise linear) or 2 (polynomial)");
        }
        if (n < 2) {
            throw table.cell(row, 3, "NCOST", "at least two points");
        }
        if (n > room / 2) {
            throw table.cell(row, 3, "NCOST", "as many points as follow, two numbers each: at most " + room / 2);
        }
        List<Cost.Point> points = new ArrayList<>(n);
        for (int k = 0; k < n; k++) {
            points.add(new Cost.Point(table.at(row, FIRST_DATA + 2 * k), table.at(row, FIRST_DATA + 2 * k + 1)));
        }
        return new Cost.PiecewiseLinear(startup, shutdown, points);
    }
}
