package dev.sockwatch.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/**
 * Defines the hook classes inside java.base, in packages that are open to the agent's module.
 *
 * <p>It must not link to a hook class itself: they do not exist before it has run.
 */
public final class HookInstaller {
  /** Both are relocated together with the classes in them. */
  private static final String HOOKS = "dev/sockwatch/hooks/";

  private static final String TRANSPORT_HOOKS = "dev/sockwatch/hooks/transport/";

  /** Classes that are there always, so that lookups can be had in their packages. */
  private static final String NEIGHBOUR = "sun.nio.ch.NativeThread";

  private static final String TRANSPORT_NEIGHBOUR = "java.nio.channels.spi.SelectorProvider";

  /** The interface before the class that uses it. */
  private static final List<String> CLASSES =
      List.of(
          "HookErrors",
          "SocketObserver",
          "SocketHooks",
          "ForeignLinker",
          "ForeignCalls",
          "ForeignCalls$OfSockets",
          "ForeignCalls$OfNetlink");

  private static final String FOREIGN = "ForeignCalls";

  private HookInstaller() {}

  /** Defines the hooks; after this, core classes that link to them may be touched. */
  public static void install() throws IOException, IllegalAccessException, ClassNotFoundException {
    define(HOOKS, CLASSES, NEIGHBOUR);
    define(TRANSPORT_HOOKS, List.of("TransportEvents", "TransportHooks"), TRANSPORT_NEIGHBOUR);
  }

  /** Defines those of requests, too; only where connections are exported. */
  public static void installForRequests()
      throws IOException, IllegalAccessException, ClassNotFoundException {
    define(HOOKS, List.of("RequestObserver", "RequestObservers"), NEIGHBOUR);
    define(TRANSPORT_HOOKS, List.of("RequestHooks"), TRANSPORT_NEIGHBOUR);
  }

  /**
   * Initialises what hooks touch, too: the first hook call may come at the end of a thread's stack,
   * where an initialiser fails for good.
   */
  private static void define(String from, List<String> classes, String neighbourName)
      throws IOException, IllegalAccessException, ClassNotFoundException {
    Class<?> neighbour = Class.forName(neighbourName, false, null);
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
    List<Class<?>> defined = new ArrayList<>();
    for (String name : classes) {
      String resource = from + name + ".class";
      try (InputStream in = HookInstaller.class.getClassLoader().getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException(resource + " is not packaged");
        }
        defined.add(lookup.defineClass(in.readAllBytes()));
      }
    }
    for (Class<?> hook : defined) {
      if (!hook.getName().contains(FOREIGN)) { // which only some JVMs have
        Class<?> unused = lookup.ensureInitialized(hook);
      }
    }
  }
}
