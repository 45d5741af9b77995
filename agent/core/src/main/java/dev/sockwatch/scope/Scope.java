package dev.sockwatch.scope;

import dev.sockwatch.stack.CallStack;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work, such as a test, that should have closed its sockets when it ends.
 *
 * <p>Scopes lie in one another; the outermost is the whole suite. {@link Scopes} opens and ends
 * them under its lock; the threads that open and close sockets only count.
 */
public final class Scope {
  private static final String STATIC_INITIALISER = ".<clinit>";

  private final long id;
  private final @Nullable Scope parent;
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private volatile String name;
  private volatile @Nullable String site;
  private volatile long beganAtNanos;
  private volatile long endedAtNanos;

  /** The innermost scope that encloses this one and all that ran beside it. */
  private volatile Scope company;

  /** Whether one with the same site ran beside it. */
  private volatile boolean twin;

  /**
   * @param site class and method whose frames prove that its code runs, or null
   */
  Scope(long id, String name, @Nullable String site, @Nullable Scope parent, long nowNanos) {
    this.id = id;
    this.name = name;
    this.site = site;
    this.parent = parent;
    this.beganAtNanos = nowNanos;
    this.company = this;
  }

  /** Identity, never used again; 0 is the suite. */
  public long id() {
    return id;
  }

  /** The name of the scope, for people. */
  public String name() {
    return name;
  }

  /** The enclosing one, or null for the suite. */
  public @Nullable Scope parent() {
    return parent;
  }

  /** Sockets opened by its threads. */
  public int opened() {
    return opened.get();
  }

  /** Those of them that were closed. */
  public int closed() {
    return closed.get();
  }

  /** When it began; sockets opened before do not count. */
  public long beganAtNanos() {
    return beganAtNanos;
  }

  /** Whether this one lies in {@code outer}, or is it. */
  public boolean isWithin(Scope outer) {
    for (Scope s = this; s != null; s = s.parent) {
      if (s == outer) {
        return true;
      }
    }
    return false;
  }

  public boolean hasEndedBefore(long nanos) {
    long ended = endedAtNanos;
    return ended != 0 && ended - nanos <= 0;
  }

  public Scope company() {
    return company;
  }

  /** Whether its own code is on the stack; no proof where others run the same code beside it. */
  public boolean isProvenBy(CallStack stack) {
    String code = site;
    int dot = code == null ? -1 : code.lastIndexOf('.');
    if (code == null || dot < 0 || twin) {
      return false;
    }
    String type = code.substring(0, dot);
    String method = code.substring(dot + 1);
    return stack.frames().stream()
        .anyMatch(f -> isOf(type, method, f.getClassName(), f.getMethodName()));
  }

  /**
   * The method itself, or a lambda or local class in it, as compilers name them; all of a class
   * where its static initialiser is the site.
   */
  private static boolean isOf(String type, String method, String className, String methodName) {
    if (method.equals("<clinit>")) {
      return className.equals(type) || className.startsWith(type + "$");
    }
    return className.startsWith(type + "$" + method + "$")
        || (className.equals(type)
            && (methodName.equals(method) || methodName.startsWith("lambda$" + method + "$")));
  }

  void runsBeside(Scope other) {
    Scope both = this.company;
    while (!other.isWithin(both) && both.parent != null) {
      both = both.parent;
    }
    company = both;
    compareSites(other);
  }

  /** Whose code it runs turned out after it had begun. */
  void rename(String newName, @Nullable String newSite) {
    name = newName;
    site = newSite;
    twin = false;
  }

  /** The enclosing scope of the class whose statics they are, else the suite. */
  public Scope ownerOfStatics(String className) {
    Scope owner = this;
    while (owner.parent != null
        && (owner.endedAtNanos != 0 || !(className + STATIC_INITIALISER).equals(owner.site))) {
      owner = owner.parent;
    }
    return owner;
  }

  void compareSites(Scope other) {
    String code = site;
    if (code != null && code.equals(other.site)) {
      twin = true;
    }
  }

  void beganAt(long nanos) {
    beganAtNanos = nanos;
  }

  void endedAt(long nanos) {
    endedAtNanos = nanos;
  }

  public void countOpened() {
    opened.getAndIncrement();
  }

  public void countClosed() {
    closed.getAndIncrement();
  }
}
