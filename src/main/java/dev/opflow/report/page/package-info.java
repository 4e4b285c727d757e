/**
 * {@code report.html}: a run as people look at it, one file that needs no other. Made with Qute as a plain library, which
 * nothing else sees; sees {@code grid}, the contract in {@code engine}, and {@code report}.
 */
@NullMarked
package dev.opflow.report.page;

import org.jspecify.annotations.NullMarked;
