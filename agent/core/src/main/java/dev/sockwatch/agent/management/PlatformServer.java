package dev.sockwatch.agent.management;

import dev.sockwatch.api.ScopesMXBean;
import dev.sockwatch.api.SockwatchMXBean;
import dev.sockwatch.table.SocketTable;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JVM's own MBean server, in which clients look for beans. Needs java.management. */
final class PlatformServer {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");

  private PlatformServer() {}

  /** A mere look, which creates nothing; a program may have servers of its own. */
  static boolean registerIfThere(OperationQueue queue, SocketTable table) {
    try {
      ObjectName platforms = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
      for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
        if (server.isRegistered(platforms)) {
          register(server, queue, table);
          return true;
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    return false;
  }

  /** Creates the server if nobody has yet. */
  static void register(OperationQueue queue, SocketTable table) {
    register(ManagementFactory.getPlatformMBeanServer(), queue, table);
  }

  private static void register(MBeanServer server, OperationQueue queue, SocketTable table) {
    try {
      server.registerMBean(new ScopesBean(queue, table), new ObjectName(ScopesMXBean.NAME));
      server.registerMBean(new ManagementBean(queue), new ObjectName(SockwatchMXBean.NAME));
    } catch (JMException | RuntimeException | LinkageError e) {
      LOGGER.warn("the MXBean {} is not there: {}", SockwatchMXBean.NAME, e.toString());
    }
  }
}
