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
  static boolean registerIfThere(OperationQueue queue) {
    try {
      ObjectName platforms = new ObjectName(ManagementFactory.RUNTIME_MXBEAN_NAME);
      for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
        if (server.isRegistered(platforms)) {
          register(server, new ManagementBean(queue), SockwatchMXBean.NAME);
          return true;
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    return false;
  }

  /** Creates the server if nobody has yet. */
  static void register(OperationQueue queue) {
    register(platforms(), new ManagementBean(queue), SockwatchMXBean.NAME);
  }

  /** The bean of tests; creates the server if nobody has yet. */
  static void registerScopes(OperationQueue queue, SocketTable table) {
    register(platforms(), new ScopesBean(queue, table), ScopesMXBean.NAME);
  }

  private static MBeanServer platforms() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static void register(MBeanServer server, DescribedBean bean, String name) {
    try {
      server.registerMBean(bean, new ObjectName(name));
    } catch (JMException | RuntimeException | LinkageError e) {
      LOGGER.warn("the MXBean {} is not there: {}", name, e.toString());
    }
  }
}
