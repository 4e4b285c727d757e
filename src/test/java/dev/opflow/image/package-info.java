/** The image of the function in a container, as Lambda runs it. Sees the local cloud's bucket server, and nothing of the product. */
@NullMarked
package dev.opflow.image;

import org.jspecify.annotations.NullMarked;
