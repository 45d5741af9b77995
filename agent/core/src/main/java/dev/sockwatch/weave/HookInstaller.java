package dev.sockwatch.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Defines the hook classes inside java.base, and opens the packages that the kernel readers need.
 *
 * <p>It must not link to a hook class itself: they do not exist before it has run.
 */
public final class HookInstaller {
  /** Both are relocated together with the classes in them. */
  private static final String HOOKS = "dev/sockwatch/hooks/";

  private static final String TRANSPORT_HOOKS = "dev/sockwatch/hooks/transport/";

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
  public static void install(Instrumentation instrumentation)
      throws IOException, IllegalAccessException, ClassNotFoundException {
    Module base = Object.class.getModule();
    Module core = HookInstaller.class.getModule();
    Set<Module> toCore = Set.of(core);
    instrumentation.redefineModule(
        base,
        Set.of(),
        Map.of(), // what is opened is exported, too, and each map that is not empty costs lambdas
        Map.of("sun.nio.ch", toCore, "java.nio.channels.spi", toCore, "jdk.internal.vm", toCore),
        Set.of(),
        Map.of());
    define(HOOKS, CLASSES, "sun.nio.ch.NativeThread");
    define(TRANSPORT_HOOKS, List.of("TransportHooks"), "java.nio.channels.spi.SelectorProvider");
  }

  /** Defines those of requests, too; only where connections are exported. */
  public static void installForRequests()
      throws IOException, IllegalAccessException, ClassNotFoundException {
    define(
        TRANSPORT_HOOKS,
        List.of("RequestObserver", "RequestHooks"),
        "java.nio.channels.spi.SelectorProvider");
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
