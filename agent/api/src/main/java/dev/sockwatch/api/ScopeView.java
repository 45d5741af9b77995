package dev.sockwatch.api;

/**
 * What a scope has done, counted.
 *
 * @param id its identity
 * @param name what people call it
 * @param opened sockets opened by its threads, accepted ones included
 * @param closed how many of them are closed
 */
public record ScopeView(long id, String name, int opened, int closed) {
  /** Of printable text. */
  public ScopeView {
    name = PrintableText.of(name);
  }
}
