package dev.sockwatch.agent;

import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.weave.JdkWeaver;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;

/**
 * Puts the parts together: weaver, hooks and table now, everything else on the sampler's thread.
 *
 * <p>This runs before the application's first line: no lambda, no library, no I/O.
 */
final class Wiring {
  private Wiring() {}

  static void start(String arguments, Instrumentation instrumentation) {
    Lifecycle lifecycle = new Lifecycle();
    SocketTable table = new SocketTable(lifecycle);
    warmUp();
    JdkWeaver weaver = new JdkWeaver();
    SocketHooks.install(table);
    weaver.installOn(instrumentation);
    SamplerThread sampler = new SamplerThread(arguments, table, weaver, lifecycle);
    sampler.start();
    // Has the JVM run its shutdown sequence, and with it the hook woven there, in any case.
    Runtime.getRuntime().addShutdownHook(new LastReport(lifecycle));
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
      table.transferred(4);
      table.released(4);
      table.accepted(owner, 4, kind);
      table.endOfInput(4);
    }
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
