package dev.sockwatch.report.logging;

/** Stands in for {@code java.util.logging.Handler}; there is none, since nothing is kept back. */
@SuppressWarnings("unused") // linked from relocated classes
public final class Handler {
  private Handler() {}

  public void flush() {}
}
