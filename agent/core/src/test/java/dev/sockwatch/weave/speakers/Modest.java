package dev.sockwatch.weave.speakers;

import dev.sockwatch.weave.library.Words;
import java.util.function.Supplier;

/** Needs what both copies of the library have. */
public final class Modest implements Supplier<String> {
  @Override
  public String get() {
    Supplier<String> reference = Words::place;
    return Words.place() + " " + reference.get();
  }
}
