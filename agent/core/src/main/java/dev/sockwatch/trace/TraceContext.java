package dev.sockwatch.trace;

/**
 * The span of the application in which something happened, as plain ids.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param flags W3C trace flags; the lowest bit says whether it is sampled
 */
public record TraceContext(String traceId, String spanId, byte flags) {
  /** Whether the application records this trace. */
  public boolean isSampled() {
    return (flags & 1) != 0;
  }
}
