package dev.sockwatch.agent;

import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.trace.TraceSource;
import dev.sockwatch.weave.HookInstaller;
import dev.sockwatch.weave.JdkWeaver;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Whether the JDK's classes are woven, and whether their hooks lead anywhere. */
public final class WeavingSwitch {
  private final JdkWeaver weaver;
  private final Instrumentation instrumentation;
  private final SocketTable table;
  private boolean woven = true;
  private @Nullable TraceSource traces;

  WeavingSwitch(JdkWeaver weaver, Instrumentation instrumentation, SocketTable table) {
    this.weaver = weaver;
    this.instrumentation = instrumentation;
    this.table = table;
  }

  JdkWeaver weaver() {
    return weaver;
  }

  /**
   * From now on each connection knows the application's span in which it was asked for; without,
   * spans have no parent, which costs neither the watching nor the application.
   */
  public void followTraces() {
    try {
      if (traces == null) {
        HookInstaller.installForRequests();
        traces = TraceThread.follow(table.exportQueue(), instrumentation);
      }
      table.exportQueue().begin(traces);
    } catch (Exception | LinkageError e) {
      HookErrors.record(e);
    }
  }

  /** Events reach the table from now on. */
  void connect() {
    SocketHooks.install(table);
    if (!woven) {
      weaver.installOn(instrumentation);
      woven = true;
    }
  }

  /** Hooks return at once from now on. */
  void disconnect() {
    SocketHooks.install(null);
  }

  /** The original bytecode comes back. */
  void unweave() {
    if (woven) {
      weaver.removeFrom(instrumentation);
      woven = false;
    }
  }
}
