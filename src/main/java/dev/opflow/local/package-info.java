/**
 * Dev mode's own cloud: a bucket server in a JVM of its own, and the events that uploads cause. Sees {@code storage};
 * it reaches the function as the cloud does, by events. No part of the production package.
 */
@NullMarked
package dev.opflow.local;

import org.jspecify.annotations.NullMarked;
