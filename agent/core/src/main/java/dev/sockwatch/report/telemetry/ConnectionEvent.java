package dev.sockwatch.report.telemetry;

/**
 * Something in the life of a connection.
 *
 * @param what which
 * @param atNanos when, since the epoch
 * @param finding of a finding what it says, else empty
 */
public record ConnectionEvent(ConnectionEventType what, long atNanos, String finding) {}
