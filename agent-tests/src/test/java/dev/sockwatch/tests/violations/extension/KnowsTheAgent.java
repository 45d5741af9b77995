package dev.sockwatch.tests.violations.extension;

import dev.sockwatch.api.HealthView;
import org.jspecify.annotations.Nullable;

/** Planted: the OpenTelemetry agent loads it where there may be no Sockwatch. */
final class KnowsTheAgent {
  @Nullable HealthView health() {
    return null;
  }
}
