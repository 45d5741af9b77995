package dev.sockwatch.isolation;

import dev.sockwatch.hooks.AgentLoader;
import dev.sockwatch.hooks.module.Modules;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Makes the loader of the agent, and the module in which its classes are closed to the reflection
 * of the application.
 *
 * <p>Loaded once more, by a loader that is dropped afterwards: for a moment its module has powers
 * in java.base, which the agent's module gets in turn. A module layer would do the same in ten
 * times the time (RATIONALE.md, "A module without a layer").
 */
public final class AgentModule {
  private static final String NAME = "dev.sockwatch";
  private static final String FOLDER = "inst/";

  /** Both are relocated together with the class. */
  private static final String HOOKS = "dev.sockwatch.hooks";

  private static final String LOADER = "dev/sockwatch/hooks/AgentLoader.class";

  /** In a class of java.base that is there always, so that a lookup can be had in its package. */
  private static final String NEIGHBOUR = "sun.nio.ch.NativeThread";

  /** All of ours but the one that SLF4J must find in no module; other libraries are in none. */
  private static final String PACKAGES =
      """
      com.sun.jna
      dev.sockwatch.agent
      dev.sockwatch.agent.export
      dev.sockwatch.agent.management
      dev.sockwatch.agent.program
      dev.sockwatch.agent.settings
      dev.sockwatch.agent.threads
      dev.sockwatch.agent.view
      dev.sockwatch.api
      dev.sockwatch.cli
      dev.sockwatch.control
      dev.sockwatch.detect
      dev.sockwatch.host
      dev.sockwatch.isolation
      dev.sockwatch.kernel
      dev.sockwatch.net
      dev.sockwatch.report
      dev.sockwatch.report.json
      dev.sockwatch.report.log
      dev.sockwatch.report.logging
      dev.sockwatch.report.otel
      dev.sockwatch.report.otel.sdk
      dev.sockwatch.report.telemetry
      dev.sockwatch.report.text
      dev.sockwatch.sample
      dev.sockwatch.scope
      dev.sockwatch.snapshot
      dev.sockwatch.stack
      dev.sockwatch.table
      dev.sockwatch.text
      dev.sockwatch.trace
      dev.sockwatch.weave
      """;

  private AgentModule() {}

  /**
   * Called by reflection from the door, with what premain takes: for parameters of other types the
   * JDK would make method handles of its own, 7 ms.
   *
   * @param file the agent's jar
   * @return the loader of the agent's classes
   */
  public static ClassLoader open(String file, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    Module here = AgentModule.class.getModule();
    Module base = Object.class.getModule();
    Set<Module> toHere = Set.of(here);
    instrumentation.redefineModule(
        base,
        Set.of(),
        Map.of(), // what is opened is exported, too, and each map that is not empty costs lambdas
        Map.of(HOOKS, toHere, "jdk.internal.module", toHere),
        Set.of(),
        Map.of());
    JarFile jar = new JarFile(new File(file), false);
    defineLoader(jar);
    ClassLoader loader = Defined.loader(jar);
    ModuleDescriptor descriptor = ModuleDescriptor.newModule(NAME).packages(packages()).build();
    Module agent = Modules.defineModule(loader, descriptor, null);
    Modules.addReads(agent, base);
    Modules.addReads(agent, Instrumentation.class.getModule());
    Modules.addReadsAllUnnamed(agent);
    Modules.addOpens(base, HOOKS, agent);
    Modules.addOpens(base, "java.nio.channels.spi", agent);
    Modules.addOpens(base, "jdk.internal.vm", agent);
    Modules.addExports(agent, "dev.sockwatch.api"); // views only; JMX asks by reflection
    // The loader of this class is nested in the door.
    Module door = AgentModule.class.getClassLoader().getClass().getModule();
    Modules.addExports(agent, "dev.sockwatch.agent", door);
    return loader;
  }

  private static void defineLoader(JarFile jar) throws IOException, ReflectiveOperationException {
    Class<?> neighbour = Class.forName(NEIGHBOUR, false, null);
    MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup());
    // Not by "+": the compiler would make one constant of both, which nobody relocates.
    ZipEntry entry = jar.getEntry(FOLDER.concat(LOADER));
    if (entry == null) {
      throw new IOException(LOADER + " is not packaged");
    }
    try (InputStream in = jar.getInputStream(entry)) {
      Class<?> unused = lookup.defineClass(in.readAllBytes());
    }
  }

  /** The packages of the agent's module. */
  public static Set<String> packages() {
    StringTokenizer lines = new StringTokenizer(PACKAGES);
    String[] names = new String[lines.countTokens()];
    for (int i = 0; i < names.length; i++) {
      names[i] = lines.nextToken();
    }
    return Set.of(names);
  }

  /** Verified, and so linked to that loader's class, only after that is defined in java.base. */
  private static final class Defined {
    private Defined() {}

    static ClassLoader loader(JarFile jar) {
      return new AgentLoader(
          AgentModule.class.getClassLoader().getParent(),
          jar,
          FOLDER,
          AgentModule.class.getProtectionDomain());
    }
  }
}
