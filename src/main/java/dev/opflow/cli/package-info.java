/**
 * The command line: files in, one line per case out. Sees {@code run}, {@code report}, and the words of {@code grid} and
 * {@code engine}; starts neither Quarkus nor the AWS SDK.
 */
@NullMarked
package dev.opflow.cli;

import org.jspecify.annotations.NullMarked;
