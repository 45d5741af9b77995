package dev.sockwatch.scope;

/**
 * What a thread carries, and a socket it opens: whose work this is, and how that is known.
 *
 * @param scope whose work
 * @param origin how that is known
 * @param opener the scope that opened the socket, also after a handing over
 */
public record ScopeToken(Scope scope, Origin origin, Scope opener) {
  ScopeToken(Scope scope, Origin origin) {
    this(scope, origin, scope);
  }

  /** Of a thread that works for this scope. */
  public static ScopeToken of(Scope scope) {
    return new ScopeToken(scope, Origin.ENTERED);
  }

  /** Another one's from now on. */
  public ScopeToken movedTo(Scope another, boolean settled) {
    return new ScopeToken(another, settled ? Origin.SETTLED : Origin.HANDED_OVER, opener);
  }

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
