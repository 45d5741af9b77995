/**
 * What OpenTelemetry logs to instead of {@code java.util.logging}; packaging puts it in that place.
 */
@NullMarked
package dev.sockwatch.report.logging;

import org.jspecify.annotations.NullMarked;
