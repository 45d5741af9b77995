package dev.sockwatch.agent;

import dev.sockwatch.agent.export.AgentSdk;
import dev.sockwatch.agent.export.ExportVariables;
import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.report.otel.sdk.ExportChoice;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.weave.JdkWeaver;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;

/**
 * Puts the parts together: weaver, hooks and table now, everything else on the sampler's thread.
 *
 * <p>This runs before the application's first line: no lambda, no library, no I/O.
 */
final class AgentAssembly {
  private AgentAssembly() {}

  /**
   * Starts watching.
   *
   * @param isEarly before the application, which then has no socket open yet
   */
  static OperationQueue start(String arguments, Instrumentation instrumentation, boolean isEarly) {
    Lifecycle lifecycle = new Lifecycle();
    SocketTable table = new SocketTable(lifecycle);
    initialiseJdk();
    warmUp();
    JdkWeaver weaver = new JdkWeaver();
    SocketHooks.install(table);
    weaver.installOn(instrumentation);
    OperationQueue inbox = new OperationQueue(lifecycle.gate());
    WeavingSwitch weaving = new WeavingSwitch(weaver, instrumentation, table);
    ExportVariables variables = new ExportVariables();
    if (ExportChoice.isAsked(variables) || new AgentSdk(variables).mayBeOffered()) {
      weaving.followTraces();
    }
    SamplerThread sampler = new SamplerThread(arguments, isEarly, table, weaving, lifecycle, inbox);
    sampler.start();
    try {
      // Has the JVM run its shutdown sequence, and with it the hook woven there, in any case.
      Runtime.getRuntime().addShutdownHook(new LastReport(lifecycle));
    } catch (IllegalStateException e) {
      lifecycle.exiting(); // attached to a JVM that is ending
    }
    return inbox;
  }

  /**
   * Has the JDK's classes initialised that load a native library then, before we have a thread. On
   * 17 one lock guards the loading of all libraries ({@code NativeLibraries.loadedLibraryNames}),
   * held while the program's own is in JNI_OnLoad: where that asks for a class that a thread of
   * ours is just initialising, both would wait for ever.
   */
  private static void initialiseJdk() {
    String[] names = {
      "java.net.InetAddress", "sun.nio.ch.Net", "jdk.internal.jimage.NativeImageBuffer"
    };
    for (String name : names) {
      try {
        Class<?> unused = Class.forName(name, true, null);
      } catch (ClassNotFoundException | LinkageError e) {
        HookErrors.record(e);
      }
    }
  }

  /** Loads all that hooks need, so that none of it is loaded under a lock of the JDK. */
  private static void warmUp() {
    SocketTable table = new SocketTable(new Lifecycle());
    Object owner = new Object();
    InetSocketAddress remote = InetSocketAddress.createUnresolved("warm-up", 1);
    for (int kind = SocketHooks.SOCKET; kind <= SocketHooks.NATIVE_DATAGRAM; kind++) {
      table.opened(owner, 3, kind);
      table.connectStarted(owner, 3, remote);
      table.closing(owner, 3);
      table.released(3);
      table.connectFailed(owner, 3, new IllegalStateException("warm-up"));
      table.accepted(owner, 4, kind);
      table.connected(owner, 4);
      table.listening(owner, 4);
      table.inputShutdown(owner, 4);
      table.outputShutdown(owner, 4);
      table.endOfInput(4);
      table.sent(owner, 4, 1);
      table.sent(owner, 4, 1);
      table.received(owner, 4);
      table.transferFailed(4, true, new IllegalStateException("Broken pipe"));
      table.closing(owner, 4);
      table.released(4);
      table.accepted(owner, 4, kind);
      table.endOfInput(4);
    }
    table.adopt(5, 1, SocketKind.ADOPTED, 1);
    table.received(owner, 5);
    table.released(5);
    table.failed(new IllegalStateException("warm-up"));
  }

  /** Stands in where the woven hook at the beginning of the shutdown is missing. */
  private static final class LastReport extends Thread {
    private final Lifecycle lifecycle;

    LastReport(Lifecycle lifecycle) {
      super("sockwatch-exit");
      this.lifecycle = lifecycle;
    }

    @Override
    public void run() {
      lifecycle.exiting();
    }
  }
}
