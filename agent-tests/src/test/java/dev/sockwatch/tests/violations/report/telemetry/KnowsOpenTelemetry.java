package dev.sockwatch.tests.violations.report.telemetry;

import dev.sockwatch.tests.violations.report.otel.KnowsTelemetry;

/** The other half of that cycle. */
public record KnowsOpenTelemetry(KnowsTelemetry other) {}
