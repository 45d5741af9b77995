package dev.sockwatch.junit;

import dev.sockwatch.api.ScopeView;
import dev.sockwatch.api.ScopesMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A scope that was opened here and has not ended: a test, a class, or a block of code. */
final class OpenScope {
  private static final Map<Long, OpenScope> OPEN = new ConcurrentHashMap<>();

  private final ScopesMXBean scopes;
  private final long id;
  private String name;
  private @Nullable String site;
  private final @Nullable OpenScope classScope;
  private final Thread thread = Thread.currentThread();
  private final long beganAtMillis = System.currentTimeMillis();

  private OpenScope(
      ScopesMXBean scopes,
      long id,
      String name,
      @Nullable String site,
      @Nullable OpenScope classScope) {
    this.scopes = scopes;
    this.id = id;
    this.name = name;
    this.site = site;
    this.classScope = classScope;
  }

  /** Opens it and enters it with the calling thread. */
  static OpenScope enter(
      ScopesMXBean scopes,
      String name,
      @Nullable String site,
      long parent,
      @Nullable OpenScope classScope) {
    long id = scopes.open(name, site, parent);
    scopes.enter(id);
    OpenScope scope = new OpenScope(scopes, id, name, site, classScope);
    OPEN.put(id, scope);
    return scope;
  }

  /** The class scope around the scope that the calling thread is in, or null. */
  static @Nullable OpenScope classOfCurrent(ScopesMXBean scopes) {
    OpenScope current = OPEN.get(scopes.getCurrent());
    return current == null ? null : current.classScope;
  }

  /** A test may leave its thread interrupted; whoever waits for the agent must not be. */
  static void uninterrupted(Runnable check) {
    boolean interrupted = Thread.interrupted();
    try {
      check.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  /** Class and method whose code it runs, or null. */
  @Nullable String site() {
    return site;
  }

  /** What it is about is known only now. */
  void rename(String newName, String newSite) {
    name = newName;
    site = newSite;
    scopes.rename(id, newName, newSite);
  }

  /** The class that this is a test of; null for a class. */
  @Nullable OpenScope classScope() {
    return classScope;
  }

  long beganAtMillis() {
    return beganAtMillis;
  }

  /** Whether the calling thread is the one that opened it, which has entered it already. */
  boolean isOfThisThread() {
    return thread == Thread.currentThread();
  }

  /** The opening thread leaves, and what is still open after the grace is found. */
  LeakCheck leaveAndCheck(List<SocketRule> rules, Duration grace) {
    if (isOfThisThread()) {
      scopes.leave();
    }
    return LeakCheck.of(scopes, id, rules, grace);
  }

  /** Its end; what is not settled belongs to the enclosing one. */
  ScopeView end(List<Long> settled) {
    OPEN.remove(id);
    return scopes.end(id, settled);
  }

  /** The opening thread leaves; what is open belongs to the enclosing one. */
  void abandon() {
    if (isOfThisThread()) {
      scopes.leave();
    }
    ScopeView unused = end(List.of());
  }
}
