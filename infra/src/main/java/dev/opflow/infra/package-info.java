/** The deployment of opflow-lambda to AWS: from the context of a {@code cdk} command to a stack. Sees nothing of the product. */
@NullMarked
package dev.opflow.infra;

import org.jspecify.annotations.NullMarked;
