/** Programs that are traced by OpenTelemetry, and connect inside their spans. */
@NullMarked
package com.example.traced;

import org.jspecify.annotations.NullMarked;
