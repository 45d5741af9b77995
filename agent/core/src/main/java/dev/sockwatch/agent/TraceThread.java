package dev.sockwatch.agent;

import dev.sockwatch.agent.threads.AgentThreads;
import dev.sockwatch.hooks.RequestObservers;
import dev.sockwatch.isolation.AgentPackages;
import dev.sockwatch.table.ExportQueue;
import dev.sockwatch.trace.ApplicationTraces;
import dev.sockwatch.trace.TraceSource;
import dev.sockwatch.weave.TraceWeaver;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes readers of the application's OpenTelemetry API as soon as that is defined: on a thread of
 * its own, since it loads classes, and at once, since the first span may be near.
 */
final class TraceThread extends Thread implements TraceWeaver.Listener {
  private final ApplicationTraces traces;

  TraceThread(ApplicationTraces traces) {
    super(AgentThreads.group(), "sockwatch-traces");
    this.traces = traces;
    setDaemon(true);
    setContextClassLoader(TraceThread.class.getClassLoader());
  }

  /** Begins to follow traces and requests. Links to hooks that must have been defined before. */
  static TraceSource follow(ExportQueue exportQueue, Instrumentation instrumentation) {
    ApplicationTraces traces = new ApplicationTraces();
    TraceThread thread = new TraceThread(traces);
    thread.start();
    RequestObservers.install(new FollowedRequests(exportQueue));
    new TraceWeaver(thread).installOn(instrumentation);
    return traces;
  }

  /** Requests are not followed any more. */
  static void unfollow() {
    RequestObservers.install(null);
  }

  /** Inside the definition of a class: no class is loaded. */
  @Override
  public void apiSeen(@Nullable ClassLoader loader, String span, boolean used) {
    if (used) {
      traces.used(loader, span);
    } else {
      traces.defined(loader, span);
    }
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    AgentThreads.runAsAgent(this::resolveAlways);
  }

  @SuppressWarnings("InfiniteLoopStatement") // a daemon
  private void resolveAlways() {
    AgentPackages.open();
    traces.warmUp();
    while (true) {
      traces.resolve();
      boolean unused = interrupted(); // else it would not park
      LockSupport.park(this);
    }
  }
}
