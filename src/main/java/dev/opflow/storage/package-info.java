/** Objects in and out of buckets: an interface, and S3 behind it. Depends on nothing of the product. */
@NullMarked
package dev.opflow.storage;

import org.jspecify.annotations.NullMarked;
