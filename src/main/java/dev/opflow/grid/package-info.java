/** The network case in the field's own words, as immutable records, and what can be said about it; depends on nothing. */
@NullMarked
package dev.opflow.grid;

import org.jspecify.annotations.NullMarked;
