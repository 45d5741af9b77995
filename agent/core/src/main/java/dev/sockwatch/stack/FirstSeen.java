package dev.sockwatch.stack;

/** The stack of a read or write: where a socket was first seen that no hook saw open. */
public final class FirstSeen extends Throwable {
  private static final long serialVersionUID = 1L;
}
