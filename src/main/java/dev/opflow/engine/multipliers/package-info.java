/**
 * The shadow prices of a solution whose engine gives none. Sees {@code engine.formulation} and {@code sparse}; knows no engine.
 */
@NullMarked
package dev.opflow.engine.multipliers;

import org.jspecify.annotations.NullMarked;
