package dev.opflow.engine;

import dev.opflow.grid.Element;

/**
 * Something an engine has no means to express.
 *
 * @param element what it is about
 * @param reason what can't be expressed, as "has a piecewise-linear cost"
 */
public record Inexpressible(Element element, String reason) {
    @Override
    public String toString() {
        return element.label() + " " + reason;
    }
}
