package dev.sockwatch.weave.speakers;

import dev.sockwatch.weave.library.Words;
import java.util.function.Supplier;

/** Needs what one copy of the library lacks. */
public final class Demanding implements Supplier<String> {
  @Override
  public String get() {
    Supplier<String> reference = Words::newest;
    return Words.place() + reference.get();
  }
}
