/**
 * Recomputes a solution from its voltages and dispatch, sharing no code with the engines; sees {@code grid} and {@code engine}.
 */
@NullMarked
package dev.opflow.verify;

import org.jspecify.annotations.NullMarked;
