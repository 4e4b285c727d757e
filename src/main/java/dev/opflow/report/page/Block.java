package dev.opflow.report.page;

import io.quarkus.qute.Mapper;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a section; what a template may ask it by name is here, so that nothing is looked up by reflection. All texts are
 * escaped by the template but the drawings, which have done so themselves.
 */
sealed interface Block extends Mapper {

    /** Its kind, for the template to choose by. */
    String kind();

    /**
     * A drawing.
     *
     * @param title what it shows
     * @param note how to read it
     * @param isWide whether it takes the width of two
     * @param legend what its looks mean
     */
    record Figure(String title, String note, boolean isWide, String svg, List<Key> legend) implements Block {
        Figure(String title, String note, boolean isWide, String svg) {
            this(title, note, isWide, svg, List.of());
        }

        @Override
        public String kind() {
            return "figure";
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "kind" -> kind();
                case "title" -> title;
                case "note" -> note;
                case "wide" -> isWide;
                case "svg" -> new RawString(svg);
                case "legend" -> legend;
                default -> throw unknown(name);
            };
        }
    }

    /** A part of a legend: a look, with the words before and after it. */
    record Key(String before, String svg, String words) implements Mapper {
        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "before" -> before;
                case "svg" -> new RawString(svg);
                case "words" -> words;
                default -> throw unknown(name);
            };
        }
    }

    /**
     * A table, whose columns of text come before those of numbers.
     *
     * @param id where links lead
     * @param note what is left out, and where it is; empty where nothing is
     * @param link file that has all; empty where there is none
     * @param isLong whether it is to be searched and scrolled
     */
    record Table(
            String id,
            String caption,
            List<String> textColumns,
            List<String> numberColumns,
            List<Row> rows,
            String note,
            String link,
            boolean isLong)
            implements Block {
        /** Rows at the most. */
        static final int MOST_ROWS = 500;
        /** Rows that need no searching. */
        private static final int SHORT = 12;

        /** A table of a few rows or many. */
        Table(
                String id,
                String caption,
                List<String> textColumns,
                List<String> numberColumns,
                List<Row> rows,
                String note,
                String link) {
            this(id, caption, textColumns, numberColumns, rows, note, link, rows.size() > SHORT);
        }

        /**
         * A table of the first so many.
         *
         * @param all what to show, in its order
         * @param row makes a row of one
         * @param first what those are that are shown, as "The first"
         * @param link file that has all
         */
        static <T> Table first(
                String id,
                String caption,
                List<String> textColumns,
                List<String> numberColumns,
                List<T> all,
                Function<T, Row> row,
                String first,
                String link) {
            List<Row> rows = all.stream().limit(MOST_ROWS).map(row).toList();
            boolean isCapped = rows.size() < all.size();
            String note = isCapped ? leftOut(first, Integer.toString(rows.size()), all.size()) : "";
            return new Table(id, caption, textColumns, numberColumns, rows, note, isCapped ? link : "");
        }

        /** That some are left out, and before a link where all are. */
        static String leftOut(String first, String shown, int all) {
            return first + " " + shown + " of " + Numbers.count(all) + ". All are in";
        }

        @Override
        public String kind() {
            return "table";
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "kind" -> kind();
                case "id" -> id;
                case "caption" -> caption;
                case "textColumns" -> textColumns;
                case "numberColumns" -> numberColumns;
                case "rows" -> rows;
                case "note" -> note;
                case "link" -> link;
                case "long" -> isLong;
                default -> throw unknown(name);
            };
        }
    }

    /** A row of a table: the cell that names it, further texts, numbers. */
    record Row(String head, List<String> texts, List<String> numbers) implements Mapper {
        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "head" -> head;
                case "texts" -> texts;
                case "numbers" -> numbers;
                default -> throw unknown(name);
            };
        }
    }

    /**
     * Names with a value each.
     *
     * @param isWide whether they are few enough words for several columns
     */
    record Facts(String title, Map<String, String> values, boolean isWide) implements Block {
        @Override
        public String kind() {
            return "facts";
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "kind" -> kind();
                case "title" -> title;
                case "wide" -> isWide;
                case "entries" -> List.copyOf(values.entrySet());
                default -> throw unknown(name);
            };
        }
    }

    /**
     * Something found about the case.
     *
     * @param mood how bad it is, as the style has it
     * @param severity the same in a word
     * @param element what it is about
     * @param text what it is, and what to do
     * @param line of the case's file, from 1; 0 where there is none
     * @param quote that line; empty where it is not known
     */
    record Remark(String mood, String severity, String element, String text, int line, String quote) implements Block {
        @Override
        public String kind() {
            return "remark";
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "kind" -> kind();
                case "mood" -> mood;
                case "severity" -> severity;
                case "element" -> element;
                case "text" -> text;
                case "line" -> line;
                case "quote" -> quote;
                default -> throw unknown(name);
            };
        }
    }

    /** A paragraph. */
    record Note(String text) implements Block {
        @Override
        public String kind() {
            return "note";
        }

        @Override
        public @Nullable Object get(String name) {
            return switch (name) {
                case "kind" -> kind();
                case "text" -> text;
                default -> throw unknown(name);
            };
        }
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("the template asks for " + name);
    }
}
