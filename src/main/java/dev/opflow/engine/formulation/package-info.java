/**
 * The equations of AC optimal power flow on arrays, in per unit: network data as kernels want it, values, and exact first and
 * second derivatives. Sees {@code grid}, {@code engine} and {@code sparse}; knows no method of solution.
 */
@NullMarked
package dev.opflow.engine.formulation;

import org.jspecify.annotations.NullMarked;
