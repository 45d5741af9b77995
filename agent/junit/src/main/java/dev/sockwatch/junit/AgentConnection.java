package dev.sockwatch.junit;

import dev.sockwatch.api.ScopesMXBean;
import dev.sockwatch.api.SockwatchMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The agent in this JVM, as tests ask it: given by {@code -javaagent}, or attached when first
 * needed.
 *
 * @param scopes opens and ends scopes
 * @param sockwatch what else the agent knows
 */
record AgentConnection(ScopesMXBean scopes, SockwatchMXBean sockwatch) {
  private static @Nullable AgentConnection known;
  private static @Nullable String refusal;

  /**
   * The one of this JVM.
   *
   * @throws AssertionError when there is no agent: a test that nobody watches must not pass
   */
  static synchronized AgentConnection get() {
    if (known == null && refusal == null) {
      try {
        known = connect();
      } catch (NoAgentException e) {
        refusal = e.getMessage();
      }
    }
    if (known == null) {
      throw new AssertionError(refusal);
    }
    return known;
  }

  private static AgentConnection connect() throws NoAgentException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName scopes = name(ScopesMXBean.NAME);
    if (!server.isRegistered(scopes) && !AgentJar.askForManagement()) {
      AgentJar.attachToThisJvm();
      boolean unused = AgentJar.askForManagement();
    }
    if (!server.isRegistered(scopes)) {
      throw new NoAgentException("it is loaded, but has not registered " + scopes);
    }
    AgentConnection found =
        new AgentConnection(
            JMX.newMXBeanProxy(server, scopes, ScopesMXBean.class),
            JMX.newMXBeanProxy(server, name(SockwatchMXBean.NAME), SockwatchMXBean.class));
    if (!found.sockwatch.isWatching()) {
      found.sockwatch.on();
    }
    return found;
  }

  private static ObjectName name(String name) {
    try {
      return new ObjectName(name);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
