package dev.sockwatch.junit;

import dev.sockwatch.api.ScopeView;
import dev.sockwatch.api.ScopesMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of code that should close the sockets it opens; its end fails with an {@link
 * AssertionError} if it does not. For any test framework, or none.
 *
 * <pre>{@code
 * try (SocketScope scope = SocketScope.open("import")) {
 *   importer.run();
 * }
 * }</pre>
 *
 * <p>It counts what the calling thread opens, and threads that are made meanwhile. The thread that
 * opens it closes it.
 */
public final class SocketScope implements AutoCloseable {
  private final OpenScope scope;
  private Duration grace = LeakSettings.DEFAULT_GRACE;
  private List<SocketRule> rules = List.of();
  private boolean closed;

  private SocketScope(OpenScope scope) {
    this.scope = scope;
  }

  /**
   * Opens a scope inside the one that the calling thread is in.
   *
   * @throws AssertionError when there is no agent and none can be attached
   */
  public static SocketScope open(String name) {
    ScopesMXBean scopes = AgentConnection.get().scopes();
    return new SocketScope(
        OpenScope.enter(scopes, name, null, scopes.getCurrent(), OpenScope.classOfCurrent(scopes)));
  }

  /** How long a socket may stay open after the end, 5 s unless said. */
  public SocketScope grace(Duration longest) {
    grace = longest;
    return this;
  }

  /** Sockets that may stay open, as in {@link NoSocketLeaks#ignore}. */
  public SocketScope ignore(String... sockets) {
    rules = Stream.concat(rules.stream(), Arrays.stream(sockets).map(SocketRule::parse)).toList();
    return this;
  }

  /**
   * What the calling test has open now, a pool for example, belongs to its class from now on.
   *
   * @return how many sockets that are
   */
  public static int handOverToClass() {
    ScopesMXBean scopes = AgentConnection.get().scopes();
    OpenScope classScope = OpenScope.classOfCurrent(scopes);
    if (classScope == null) {
      throw new IllegalStateException(
          "sockwatch: this thread is in no test of a class with @NoSocketLeaks;"
              + " call this in the test itself, or handOverToSuite()");
    }
    return scopes.handOver(scopes.getCurrent(), classScope.id());
  }

  /**
   * What the calling test or class has open now may stay open until the JVM ends; it is counted.
   *
   * @return how many sockets that are
   */
  public static int handOverToSuite() {
    ScopesMXBean scopes = AgentConnection.get().scopes();
    int sockets = scopes.handOver(scopes.getCurrent(), ScopesMXBean.SUITE);
    SuiteSummary summary = SuiteSummary.running();
    if (summary != null) {
      summary.handedOver(sockets);
    }
    return sockets;
  }

  /** Fails with an {@link AssertionError} if something is still open after the grace. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OpenScope.uninterrupted(this::check);
    }
  }

  private void check() {
    LeakCheck check = scope.leaveAndCheck(rules, grace);
    ScopeView ended = scope.end(check.settled());
    SuiteSummary summary = SuiteSummary.running();
    if (summary != null) {
      summary.ended(ended, check, false);
    }
    if (!check.leaked().isEmpty()) {
      throw new LeakError(
          LeakText.of(scope.name(), check.leaked(), check.waited()), check.leaked());
    }
  }
}
