package dev.opflow.matpower;

import java.util.Arrays;

/** A matrix of numbers as read, with the place of each row in the text. */
final class Matrix {
    private double[] values = new double[256];
    private int[] places = new int[32];
    private int[] lines = new int[32];
    private int size;
    private int rows;
    private int columns;
    private int rowStart;

    int rows() {
        return rows;
    }

    /** Columns of every row; 0 where there are no rows. */
    int columns() {
        return columns;
    }

    /** Numbers in the row that is being read. */
    int width() {
        return size - rowStart;
    }

    /** Place in the text of a row's first number; also of the row that is being read, once it has one. */
    int place(int row) {
        return places[row];
    }

    /** Line of a row's first number, from 1. */
    int line(int row) {
        return lines[row];
    }

    int[] lines() {
        return Arrays.copyOf(lines, rows);
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }

    /** Says where the next number stands. */
    void beginAt(int place, int line) {
        if (width() == 0) {
            if (rows == places.length) {
                places = Arrays.copyOf(places, 2 * rows);
                lines = Arrays.copyOf(lines, 2 * rows);
            }
            places[rows] = place;
            lines[rows] = line;
        }
    }

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** Ends the row that is being read; it is as wide as those above. */
    void endRow() {
        columns = width();
        rows++;
        rowStart = size;
    }
}
