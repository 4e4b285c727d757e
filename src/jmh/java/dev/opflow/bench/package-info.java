/** Benchmarks; they compile and run with the profile bench only. */
@NullMarked
package dev.opflow.bench;

import org.jspecify.annotations.NullMarked;
