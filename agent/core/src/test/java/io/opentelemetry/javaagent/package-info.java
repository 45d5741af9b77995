/** Stand-ins for classes of the OpenTelemetry agent. */
@NullMarked
package io.opentelemetry.javaagent;

import org.jspecify.annotations.NullMarked;
