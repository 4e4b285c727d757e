@NullMarked
package dev.opflow;

import org.jspecify.annotations.NullMarked;
