package dev.opflow.report.page;

import io.quarkus.qute.Mapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the page with a heading.
 *
 * @param id where links lead
 * @param title its heading
 * @param blocks what it shows, in order
 */
record Section(String id, String title, List<Block> blocks) implements Mapper {
    @Override
    public @Nullable Object get(String name) {
        return switch (name) {
            case "id" -> id;
            case "title" -> title;
            case "blocks" -> blocks;
            default -> throw new IllegalArgumentException("the template asks for " + name);
        };
    }
}
