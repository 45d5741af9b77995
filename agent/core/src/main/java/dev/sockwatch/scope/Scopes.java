package dev.sockwatch.scope;

import dev.sockwatch.scope.ScopeToken.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that are open, and the token that each thread carries and gives to threads it makes.
 *
 * <p>Opening and ending takes a lock; a socket that is opened reads one thread local, and not even
 * that as long as no scope was ever opened.
 */
public final class Scopes {
  /** Ten times those of a large suite, of which few are open at a time. */
  private static final int OPEN_MAX = 10_000;

  /** One per thread, wherever the scopes are kept; virtual threads inherit it, too. */
  private static final ThreadLocal<@Nullable ScopeToken> CARRIED = new Inherited();

  private static volatile boolean everOpened;

  private final ThreadLocal<Deque<Optional<ScopeToken>>> before =
      ThreadLocal.withInitial(ArrayDeque::new);
  private final Map<Long, Scope> open = new LinkedHashMap<>();
  private final Scope suite = new Scope(0, "the suite", null, null, System.nanoTime());
  private long lastId;

  /** A child thread carries its maker's token, marked as inherited. */
  private static final class Inherited extends InheritableThreadLocal<@Nullable ScopeToken> {
    @Override
    protected @Nullable ScopeToken childValue(@Nullable ScopeToken token) {
      if (token == null) {
        return null;
      }
      String statics = StaticInitialisers.running();
      if (statics != null) {
        // The thread of a static server or pool; the test that came first is not its owner.
        return new ScopeToken(token.scope().ownerOfStatics(statics), Origin.INHERITED);
      }
      return token.origin() == Origin.INHERITED
          ? token
          : new ScopeToken(token.scope(), Origin.INHERITED);
    }
  }

  /** What the calling thread carries, or null. */
  public static @Nullable ScopeToken carried() {
    return everOpened ? CARRIED.get() : null;
  }

  /** The outermost scope; it never ends. */
  public Scope suite() {
    return suite;
  }

  /** The suite begins now: what is open already is not its business. */
  public void beginSuite() {
    suite.beganAt(System.nanoTime());
    everOpened = true;
  }

  /**
   * Opens a scope inside another one.
   *
   * @param site class and method whose frames on a stack prove that this scope's code runs, or null
   */
  public synchronized Scope open(String name, @Nullable String site, Scope parent) {
    if (open.size() >= OPEN_MAX) {
      throw new IllegalStateException(
          OPEN_MAX + " scopes are open and none has ended; end each one that was opened");
    }
    everOpened = true;
    Scope scope = new Scope(++lastId, name, site, parent, System.nanoTime());
    for (Scope other : open.values()) {
      if (!scope.isWithin(other)) {
        other.runsBeside(scope);
        scope.runsBeside(other);
      }
    }
    open.put(scope.id(), scope);
    return scope;
  }

  /** What a scope is about turned out after it had begun. */
  public synchronized void rename(Scope scope, String name, @Nullable String site) {
    scope.rename(name, site);
    for (Scope other : open.values()) {
      if (!scope.isWithin(other)) {
        other.compareSites(scope);
        scope.compareSites(other);
      }
    }
  }

  /** The open scope of this id. */
  public synchronized Scope of(long id) {
    Scope scope = id == 0 ? suite : open.get(id);
    if (scope == null) {
      throw new IllegalArgumentException(
          "there is no open scope " + id + "; it has ended, or was never opened in this JVM");
    }
    return scope;
  }

  /** The calling thread, and those it makes, work for this scope from now on. */
  public void enter(Scope scope) {
    if (before.get().size() >= OPEN_MAX) {
      throw new IllegalStateException(
          "this thread has entered " + OPEN_MAX + " scopes and left none; leave each one");
    }
    before.get().push(Optional.ofNullable(CARRIED.get()));
    CARRIED.set(ScopeToken.of(scope));
  }

  /** The calling thread works for whom it did before it entered. */
  public void leave() {
    Optional<ScopeToken> earlier = before.get().poll();
    if (earlier == null) {
      throw new IllegalStateException("this thread is in no scope; enter one first");
    }
    CARRIED.set(earlier.orElse(null));
  }

  /** The innermost scope of the calling thread. */
  public Scope current() {
    ScopeToken token = CARRIED.get();
    return token == null ? suite : token.scope();
  }

  /** It has ended: sockets opened from now on are another one's. */
  public synchronized void end(Scope scope) {
    if (scope == suite) {
      suite.beganAt(System.nanoTime());
      return;
    }
    scope.endedAt(System.nanoTime());
    open.remove(scope.id());
  }
}
