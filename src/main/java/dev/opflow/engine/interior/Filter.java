package dev.opflow.engine.interior;

import java.util.Arrays;

/**
 * Pairs of infeasibility and barrier objective that no later point may be worse than in both; Waechter and Biegler, Math.
 * Program. 106 (2006), section 2.3.
 */
final class Filter {
    private double[] infeasibility = new double[16];
    private double[] objective = new double[16];
    private int size;

    void clear() {
        size = 0;
    }

    boolean accepts(double theta, double phi) {
        for (int k = 0; k < size; k++) {
            if (theta >= infeasibility[k] && phi >= objective[k]) {
                return false;
            }
        }
        return true;
    }

    void add(double theta, double phi) {
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (infeasibility[k] < theta || objective[k] < phi) {
                infeasibility[kept] = infeasibility[k];
                objective[kept++] = objective[k];
            }
        }
        if (kept == infeasibility.length) {
            infeasibility = Arrays.copyOf(infeasibility, 2 * kept);
            objective = Arrays.copyOf(objective, 2 * kept);
        }
        infeasibility[kept] = theta;
        objective[kept] = phi;
        size = kept + 1;
    }
}
