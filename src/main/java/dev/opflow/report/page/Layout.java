package dev.opflow.report.page;

import java.util.Arrays;
import java.util.List;

/**
 * Places for the nodes of a small graph, so that distances are those along its edges as far as the plane allows: classical
 * scaling as a start, then stress majorization (E. R. Gansner, Y. Koren, S. North, "Graph drawing by stress majorization",
 * Graph Drawing 2004, LNCS 3383). The same graph is always placed alike.
 *
 * @param x per node, from 0 to 1
 * @param y per node, from 0 to 1
 */
record Layout(double[] x, double[] y) {
    private static final int SCALINGS = 60;
    private static final int MAJORIZATIONS = 200;

    /**
     * Joins two nodes.
     *
     * @param length how far they should be apart; of most it is 1
     */
    record Edge(int from, int to, double length) {}

    /** Places so many nodes. */
    static Layout of(int nodes, List<Edge> edges) {
        double[][] distance = distances(nodes, edges);
        double[][] at = scaled(distance);
        for (int k = 0; k < MAJORIZATIONS; k++) {
            at = majorized(distance, at);
        }
        return new Layout(normed(at[0]), normed(at[1]));
    }

    /** Shortest ways (R. W. Floyd, Comm. ACM 5 (1962) 345); a step more than the longest where there is none. */
    private static double[][] distances(int nodes, List<Edge> edges) {
        double[][] distance = new double[nodes][nodes];
        for (int k = 0; k < nodes; k++) {
            Arrays.fill(distance[k], Double.POSITIVE_INFINITY);
            distance[k][k] = 0;
        }
        for (Edge edge : edges) {
            distance[edge.from][edge.to] = edge.length;
            distance[edge.to][edge.from] = edge.length;
        }
        for (int via = 0; via < nodes; via++) {
            for (double[] row : distance) {
                for (int to = 0; to < nodes; to++) {
                    row[to] = Math.min(row[to], row[via] + distance[via][to]);
                }
            }
        }
        double longest = Arrays.stream(distance)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (double[] row : distance) {
            for (int k = 0; k < nodes; k++) {
                row[k] = Math.min(row[k], longest + 1);
            }
        }
        return distance;
    }

    /** The two largest eigenvectors of the doubly centred squares of distances, by power iteration. */
    private static double[][] scaled(double[][] distance) {
        int n = distance.length;
        double[][] inner = new double[n][n];
        double[] mean = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                mean[i] += distance[i][j] * distance[i][j] / n;
            }
            all += mean[i] / n;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                inner[i][j] = (mean[i] + mean[j] - all - distance[i][j] * distance[i][j]) / 2;
            }
        }
        double[][] at = new double[2][n];
        for (int axis = 0; axis < 2; axis++) {
            double[] v = new double[n];
            for (int i = 0; i < n; i++) {
                v[i] = Math.sin(1 + 2.3 * i + axis);
            }
            double size = 1;
            for (int k = 0; k < SCALINGS; k++) {
                v = times(inner, v);
                if (axis == 1) {
                    subtract(v, at[0]);
                }
                size = Math.sqrt(dot(v, v));
                scale(v, size > 0 ? 1 / size : 0);
            }
            at[axis] = v.clone();
            scale(at[axis], Math.sqrt(size));
        }
        return at;
    }

    private static void subtract(double[] v, double[] other) {
        double size = dot(other, other);
        double share = size > 0 ? dot(v, other) / size : 0;
        for (int i = 0; i < v.length; i++) {
            v[i] -= share * other[i];
        }
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            product[i] = dot(matrix[i], v);
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void scale(double[] v, double factor) {
        for (int i = 0; i < v.length; i++) {
            v[i] *= factor;
        }
    }

    /** Every node where the others would have it on average, the near ones most. */
    private static double[][] majorized(double[][] distance, double[][] at) {
        int n = distance.length;
        double[][] next = new double[2][n];
        for (int i = 0; i < n; i++) {
            double weights = 0;
            for (int j = 0; j < n; j++) {
                if (j != i) {
                    double weight = 1 / (distance[i][j] * distance[i][j]);
                    double dx = at[0][i] - at[0][j];
                    double dy = at[1][i] - at[1][j];
                    double apart = Math.hypot(dx, dy);
                    double stretch = apart > 1e-9 ? distance[i][j] / apart : 0;
                    next[0][i] += weight * (at[0][j] + stretch * dx);
                    next[1][i] += weight * (at[1][j] + stretch * dy);
                    weights += weight;
                }
            }
            next[0][i] /= Math.max(weights, 1e-9);
            next[1][i] /= Math.max(weights, 1e-9);
        }
        return next;
    }

    private static double[] normed(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        return Arrays.stream(values)
                .map(value -> most - least > 1e-6 ? (value - least) / (most - least) : 0.5)
                .toArray();
    }
}
