package dev.sockwatch.isolation;

/**
 * What the agent's module lets others do: its libraries, which are in no module, reach the few
 * classes that they work on.
 */
public final class AgentPackages {
  private AgentPackages() {}

  /** Called before the first library is. */
  public static void open() {
    Module agent = AgentPackages.class.getModule();
    Module libraries = AgentPackages.class.getClassLoader().getUnnamedModule();
    agent.addExports("dev.sockwatch.report.log", libraries); // SLF4J's provider
    agent.addExports("dev.sockwatch.report.logging", libraries); // what OpenTelemetry logs to
    agent.addOpens("dev.sockwatch.control", libraries); // answers, by Gson
    for (Module module : ModuleLayer.boot().modules()) {
      agent.addReads(module);
    }
  }

  /** A loader of ours whose classes are in no module may use the public types of these packages. */
  public static void exportTo(ClassLoader loader, String... packages) {
    Module agent = AgentPackages.class.getModule();
    for (String name : packages) {
      agent.addExports(name, loader.getUnnamedModule());
    }
  }
}
