package dev.sockwatch.agent;

import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.weave.JdkWeaver;
import java.lang.instrument.Instrumentation;

/** Whether the JDK's classes are woven, and whether their hooks lead anywhere. */
final class Weaving {
  private final JdkWeaver weaver;
  private final Instrumentation instrumentation;
  private final SocketTable table;
  private boolean woven = true;

  Weaving(JdkWeaver weaver, Instrumentation instrumentation, SocketTable table) {
    this.weaver = weaver;
    this.instrumentation = instrumentation;
    this.table = table;
  }

  JdkWeaver weaver() {
    return weaver;
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
