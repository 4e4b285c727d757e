package dev.opflow.matpower;

import java.util.Arrays;

/** A matrix of numbers as read, with the line of each row. */
final class Matrix {
    private double[] values = new double[256];
    private int[] lines = new int[32];
    private int size;
    private int rows;
    private int columns = -1;
    private int rowStart;

    int rows() {
        return rows;
    }

    /** Columns of every row; 0 where there are no rows. */
    int columns() {
        return Math.max(columns, 0);
    }

    /** Numbers in the row that is being read. */
    int width() {
        return size - rowStart;
    }

    int line(int row) {
        return lines[row];
    }

    int[] lines() {
        return Arrays.copyOf(lines, rows);
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Ends the row that is being read. Answers false where it is not as wide as those above. */
    boolean endRow(int line) {
        int width = width();
        if (columns >= 0 && width != columns) {
            return false;
        }
        columns = width;
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, 2 * rows);
        }
        lines[rows++] = line;
        rowStart = size;
        return true;
    }
}
