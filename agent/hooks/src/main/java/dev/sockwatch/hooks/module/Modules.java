package dev.sockwatch.hooks.module;

import java.lang.module.ModuleDescriptor;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in for {@code jdk.internal.module.Modules}, for compiling only: it does nothing and is
 * not packaged, and after relocation the JDK's own class of that name is linked.
 */
public final class Modules {
  private Modules() {}

  /** A module in no layer, of the packages that its descriptor names. */
  public static Module defineModule(
      ClassLoader loader, ModuleDescriptor descriptor, @Nullable URI location) {
    return loader.getUnnamedModule();
  }

  /** Has one module read another. */
  public static void addReads(Module module, Module other) {}

  /** Has it read what is in no module, of whatever loader. */
  public static void addReadsAllUnnamed(Module module) {}

  /** Opens a package to another module. */
  public static void addOpens(Module module, String name, Module other) {}

  /** Exports a package to all. */
  public static void addExports(Module module, String name) {}

  /** Exports a package to another module. */
  public static void addExports(Module module, String name, Module other) {}
}
