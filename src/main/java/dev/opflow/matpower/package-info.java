/** Networks from and to MATPOWER's text format; depends on {@code grid} alone. */
@NullMarked
package dev.opflow.matpower;

import org.jspecify.annotations.NullMarked;
