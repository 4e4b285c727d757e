/** Findings about a network: what makes it unsolvable or suspicious, and what to do; depends on {@code grid} alone. */
@NullMarked
package dev.opflow.check;

import org.jspecify.annotations.NullMarked;
