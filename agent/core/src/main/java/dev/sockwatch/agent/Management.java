package dev.sockwatch.agent;

import dev.sockwatch.api.ScopesMXBean;
import dev.sockwatch.api.SockwatchMXBean;
import dev.sockwatch.table.SocketTable;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the bean in the platform's MBean server, as soon as somebody else has created that.
 *
 * <p>Creating it costs 100 ms and starts java.util.logging, which breaks applications that bring
 * their own LogManager: it is created only where somebody has asked.
 */
final class Management {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");

  private final Inbox inbox;
  private final SocketTable table;
  private boolean done;

  Management(Inbox inbox, SocketTable table) {
    this.inbox = inbox;
    this.table = table;
    this.done = ModuleLayer.boot().findModule("java.management").isEmpty();
  }

  /** Registers the bean if the server is there. */
  void offer() {
    if (!done) {
      MBeanServer server = existing();
      if (server != null) {
        register(server);
      }
    }
  }

  /** Registers the bean, in a server created for that if need be. */
  void insist() {
    if (!done) {
      register(ManagementFactory.getPlatformMBeanServer());
    }
  }

  /** A mere look, which creates nothing; a program may have servers of its own. */
  private static @Nullable MBeanServer existing() {
    try {
      ObjectName platforms = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
      for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
        if (server.isRegistered(platforms)) {
          return server;
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }

  private void register(MBeanServer server) {
    done = true;
    try {
      server.registerMBean(new ScopesBean(inbox, table), new ObjectName(ScopesMXBean.NAME));
      server.registerMBean(new ManagementBean(inbox), new ObjectName(SockwatchMXBean.NAME));
    } catch (JMException | RuntimeException | LinkageError e) {
      LOGGER.warn("the MXBean {} is not there: {}", SockwatchMXBean.NAME, e.toString());
    }
  }
}
