/** Sparse symmetric matrices of small dense blocks and their factorisation; depends on nothing. */
@NullMarked
package dev.opflow.sparse;

import org.jspecify.annotations.NullMarked;
