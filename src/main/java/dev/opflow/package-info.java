/** Optimal power flow as a service; the packages below are the stations that a case passes, from text to dispatch. */
@NullMarked
package dev.opflow;

import org.jspecify.annotations.NullMarked;
