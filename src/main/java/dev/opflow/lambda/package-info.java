/**
 * The function in the cloud: events of uploads in, results in a bucket out, one outcome per record. Sees {@code run} and
 * {@code storage}, and the words of {@code report}, {@code engine},
 * {@code grid} and {@code matpower}.
 */
@NullMarked
package dev.opflow.lambda;

import org.jspecify.annotations.NullMarked;
