/** In which span of the application a thread is: plain ids, read from its own OpenTelemetry API. */
@NullMarked
package dev.sockwatch.trace;

import org.jspecify.annotations.NullMarked;
