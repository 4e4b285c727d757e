/** What people and programs look at after a run; sees {@code grid} and the contract in {@code engine}. */
@NullMarked
package dev.opflow.report;

import org.jspecify.annotations.NullMarked;
