/** The SDK of our own, with our sender under it. */
@NullMarked
package dev.sockwatch.report.otel.sdk;

import org.jspecify.annotations.NullMarked;
