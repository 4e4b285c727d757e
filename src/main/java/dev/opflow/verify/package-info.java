/**
 * Recomputes a solution from its voltages and dispatch, sharing no code with the engines. With them it shares what {@code grid}
 * says of a case: what takes part, which bus an island's angles refer to, the tap ratio, and what a cost curve costs, in all and at the margin. Sees {@code grid} and
 * {@code engine}.
 */
@NullMarked
package dev.opflow.verify;

import org.jspecify.annotations.NullMarked;
