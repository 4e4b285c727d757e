package dev.opflow.engine;

import dev.opflow.engine.Violation.Limit;
import dev.opflow.grid.Element;

/**
 * A limit that stands in the way where not all can be met, and by how much it alone would have to give, as the slopes at a point of
 * least violation tell: an estimate, and a lower one where other limits follow.
 *
 * @param limit which one
 * @param element of which element
 * @param bound what it is, in the limit's unit
 * @param relieved what it would have to be, in the limit's unit
 * @param change distance between the two, p.u. of power or voltage, or radians
 * @param price what a p.u. (or radian) of it saves of all that is missed, p.u.: 1 where each MVA of it is one less
 */
public record Relief(Limit limit, Element element, double bound, double relieved, double change, double price) {

    /** One line for people: {@code branch 1 (1-2): flow at the from end at most 108 MVA instead of 60}. */
    @Override
    public String toString() {
        return element.label() + ": " + description();
    }

    /** The same without the element. */
    public String description() {
        return limit.wanted(relieved) + " instead of " + Violation.rounded(bound);
    }
}
