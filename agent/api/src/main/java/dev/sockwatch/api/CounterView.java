package dev.sockwatch.api;

import org.jspecify.annotations.Nullable;

/**
 * A counter of the network namespace.
 *
 * @param name as {@code nstat} names it
 * @param total since the namespace was made
 * @param perSecond rate over the last sampling interval; null for a gauge, and at first
 */
public record CounterView(String name, long total, @Nullable Double perSecond) {
  /** Of printable text. */
  public CounterView {
    name = PrintableText.of(name);
  }
}
