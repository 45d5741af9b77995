package dev.sockwatch.table;

/**
 * What a thread carries, and a socket it opens: whose work this is, and how that is known.
 *
 * @param scope whose work
 * @param origin how that is known
 */
public record ScopeToken(Scope scope, Origin origin) {
  /** How a token came to a thread or a socket. */
  public enum Origin {
    /** The thread itself entered the scope. */
    ENTERED,
    /** A thread that carried the token made this thread. */
    INHERITED,
    /** The socket was left open, on purpose, by a scope inside this one. */
    HANDED_OVER,
    /** The socket was reported: nobody hears of it again. */
    SETTLED
  }
}
