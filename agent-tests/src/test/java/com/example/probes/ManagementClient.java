package com.example.probes;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** Asks the agent's MXBean as JConsole does, once the program itself wants an MBean server. */
public final class ManagementClient {
  private ManagementClient() {}

  /** With the argument {@code look} it never creates a server. */
  public static void main(String[] args) throws Exception {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    if (args.length > 0 && args[0].equals("look")) {
      StandardInput.next();
      System.out.println("servers=" + MBeanServerFactory.findMBeanServer(null).size());
      listener.close();
      return;
    }
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.sockwatch:type=Sockwatch");
    while (!server.isRegistered(name)) {
      Thread.sleep(5); // between two looks; the test that started this has the deadline
    }
    System.out.println("description=" + server.getMBeanInfo(name).getDescription());
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      System.out.println(attribute.getName() + "=" + attribute.getDescription());
      Object value = server.getAttribute(name, attribute.getName());
      if (value == null) {
        throw new IllegalStateException(attribute.getName());
      }
    }
    for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
      System.out.println(
          operation.getName()
              + "()="
              + operation.getDescription()
              + Arrays.stream(operation.getSignature())
                  .map(p -> "; " + p.getDescription())
                  .toList());
    }
    CompositeData[] sockets = (CompositeData[]) server.getAttribute(name, "Sockets");
    System.out.println("role=" + sockets[0].get("role"));
    System.out.println("callSite.of.socket=" + sockets[0].get("callSite"));
    server.invoke(name, "off", new Object[] {true}, new String[] {"boolean"});
    System.out.println("off=" + server.getAttribute(name, "Watching"));
    server.invoke(name, "on", new Object[0], new String[0]);
    System.out.println("on=" + server.getAttribute(name, "Watching"));
    CompositeData report =
        (CompositeData)
            server.invoke(name, "report", new Object[] {true}, new String[] {"boolean"});
    System.out.println("report=" + ((CompositeData[]) report.get("sockets")).length);
    ObjectName scopes = new ObjectName("dev.sockwatch:type=Scopes");
    System.out.println("scopes=" + server.isRegistered(scopes));
    listener.close();
  }
}
