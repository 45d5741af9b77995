package dev.sockwatch.api;

import java.util.List;

/**
 * The TCP sockets of one destination or call site, counted by state.
 *
 * @param name the destination or the call site
 * @param states how many in which state, most first
 */
public record GroupView(String name, List<FigureView> states) {
  /** Of printable text. */
  public GroupView {
    name = PrintableText.of(name);
  }

  /** How many in all. */
  public long total() {
    return states.stream().mapToLong(s -> s.number() == null ? 0 : s.number()).sum();
  }
}
