package dev.sockwatch.api;

/**
 * Something Sockwatch cannot see in this JVM.
 *
 * @param hook what is missing
 * @param consequence what that costs the reader
 */
public record BlindSpotView(String hook, String consequence) {
  /** Of printable text. */
  public BlindSpotView {
    hook = PrintableText.of(hook);
    consequence = PrintableText.of(consequence);
  }
}
