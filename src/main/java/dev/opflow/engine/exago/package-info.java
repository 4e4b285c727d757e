/**
 * The engine that drives ExaGO's OPFLOW, an installed C library, through the Foreign Function and Memory API. Sees
 * {@code engine.formulation}, {@code engine}, {@code grid} and {@code matpower}; nothing of it but {@code ExagoEngine} is
 * public, and no foreign memory leaves it.
 */
@NullMarked
package dev.opflow.engine.exago;

import org.jspecify.annotations.NullMarked;
