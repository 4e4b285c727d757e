package dev.opflow.matpower;

import dev.opflow.grid.Element;
import dev.opflow.grid.Finding;

/** A text that is no MATPOWER case that can be read. The message names file, line, column, what was found and expected. */
public final class MatpowerFormatException extends Exception {
    private static final long serialVersionUID = 1;

    private final String place;
    private final int line;
    private final int column;
    private final String problem;
    private final String advice;

    /**
     * Names a place and what is wrong there.
     *
     * @param file name of the file
     * @param line line, from 1; 0 where the file as a whole can't be taken, as when it is too large
     * @param column column in bytes, from 1; 0 likewise
     * @param found what stands there
     * @param expected what should
     * @param advice what to do, a sentence
     */
    MatpowerFormatException(String file, int line, int column, String found, String expected, String advice) {
        super(place(file, line, column) + ": " + problem(found, expected) + " " + advice);
        this.place = place(file, line, column);
        this.line = line;
        this.column = column;
        this.problem = problem(found, expected);
        this.advice = advice;
    }

    private static String place(String file, int line, int column) {
        return file + (line > 0 ? ", line " + line + ", column " + column : "");
    }

    private static String problem(String found, String expected) {
        return "found " + found + ", expected " + expected + ".";
    }

    /** Line, from 1; 0 where it is about the file as a whole. */
    public int line() {
        return line;
    }

    /** Column in bytes, from 1; 0 where it is about the file as a whole. */
    public int column() {
        return column;
    }

    /** The same as a finding about the case, which is called by the place. */
    public Finding toFinding() {
        return new Finding(Finding.Severity.ERROR, "unreadable", Element.place(place), line, problem, advice);
    }
}
