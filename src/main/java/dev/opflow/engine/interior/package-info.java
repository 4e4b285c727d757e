/**
 * The embedded engine: a primal-dual interior-point method with a filter line search, in pure Java. Sees
 * {@code engine.formulation}, {@code engine}, {@code grid} and {@code sparse}.
 */
@NullMarked
package dev.opflow.engine.interior;

import org.jspecify.annotations.NullMarked;
