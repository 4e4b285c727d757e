/**
 * One case from bytes to result files: read, check, choose an engine, solve, verify, report. Sees every package that does one
 * of these; knows neither where bytes come from nor where files go.
 */
@NullMarked
package dev.opflow.run;

import org.jspecify.annotations.NullMarked;
