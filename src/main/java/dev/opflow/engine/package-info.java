/**
 * What an engine is asked and what it may answer: the contract between those who want an optimal power flow and those who
 * solve one. Depends on {@code grid} alone.
 */
@NullMarked
package dev.opflow.engine;

import org.jspecify.annotations.NullMarked;
