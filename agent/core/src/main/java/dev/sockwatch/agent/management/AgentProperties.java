package dev.sockwatch.agent.management;

import dev.sockwatch.control.AgentJar;
import dev.sockwatch.control.AgentMark;
import dev.sockwatch.control.Version;
import java.util.Properties;

/**
 * What this JVM shows to those who attach: the agent properties, of which the application knows
 * nothing ({@code jdk.internal.vm.VMSupport}, opened to this loader by the hooks' installer).
 */
public final class AgentProperties {
  private AgentProperties() {}

  /** Says that Sockwatch is inside; where the JDK does not let us, {@code list} will not know. */
  public static void mark(long startedAtMillis, boolean watching) {
    try {
      Object properties =
          Class.forName("jdk.internal.vm.VMSupport").getMethod("getAgentProperties").invoke(null);
      if (properties instanceof Properties agentProperties) {
        new AgentMark(Version.SOCKWATCH, startedAtMillis, watching, AgentJar.PATH)
            .into(agentProperties);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A JDK that has moved it: everything else works.
    }
  }
}
