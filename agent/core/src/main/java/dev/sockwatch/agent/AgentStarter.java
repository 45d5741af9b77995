package dev.sockwatch.agent;

import dev.sockwatch.weave.HookInstaller;
import java.lang.instrument.Instrumentation;

/** The one call that crosses from the door into the isolated loader. */
public final class AgentStarter {
  private AgentStarter() {}

  /** Called by reflection from the door, in premain or agentmain. */
  public static void start(String arguments, Instrumentation instrumentation) throws Exception {
    HookInstaller.install(instrumentation);
    Wiring.start(arguments, instrumentation); // links to the hooks: not to be touched before
  }
}
