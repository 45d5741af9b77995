/** Hands connections, rounds and findings to telemetry. */
@NullMarked
package dev.sockwatch.agent.export;

import org.jspecify.annotations.NullMarked;
