package dev.opflow.engine;

import dev.opflow.grid.Element;
import dev.opflow.grid.Network;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something an engine has no means to express.
 *
 * @param element what it is about
 * @param reason what can't be expressed, as "has a piecewise-linear cost"
 */
public record Inexpressible(Element element, String reason) {
    private static final int SHOWN = 10;

    /** Some of them as part of a sentence: the first ten, and how many more there are. */
    public static String list(List<Inexpressible> all) {
        return all.stream().limit(SHOWN).map(Inexpressible::toString).collect(Collectors.joining("; "))
                + (all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "");
    }

    /** One for each extension of a network: no engine that solves the standard problem can express it. */
    public static List<Inexpressible> extensionsOf(Network network) {
        return network.extensions().stream()
                .map(field -> new Inexpressible(
                        Element.NETWORK, "has the field " + field + ", which makes it another problem"))
                .toList();
    }

    @Override
    public String toString() {
        return element.label() + " " + reason;
    }
}
