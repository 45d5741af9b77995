package dev.sockwatch.stack;

/** The stack of a read or write: the first that was seen of a socket that no hook saw open. */
public final class FirstSeen extends Throwable {
  private static final long serialVersionUID = 1L;
}
