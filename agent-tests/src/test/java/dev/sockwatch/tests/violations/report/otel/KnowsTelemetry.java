package dev.sockwatch.tests.violations.report.otel;

import dev.sockwatch.tests.violations.report.telemetry.KnowsOpenTelemetry;

/** One half of a cycle below one room. */
public record KnowsTelemetry(KnowsOpenTelemetry other) {}
