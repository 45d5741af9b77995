package com.example.leaktests;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/** No test framework and no class of ours: only the MXBean. */
final class BeanMain {
  private BeanMain() {}

  public static void main(String[] args) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName scopes = new ObjectName("dev.sockwatch:type=Scopes");
    while (!server.isRegistered(scopes)) {
      Thread.onSpinWait();
    }
    String[] types = {"java.lang.String", "java.lang.String", "long"};
    Object id = server.invoke(scopes, "open", new Object[] {"the import", null, 0L}, types);
    Object[] scope = {id};
    String[] one = {"long"};
    server.invoke(scopes, "enter", scope, one);
    try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.invoke(scopes, "leave", new Object[0], new String[0]);
      CompositeData[] left = (CompositeData[]) server.invoke(scopes, "left", scope, one);
      for (CompositeData socket : left) {
        System.out.println("left=" + socket.get("role") + " " + socket.get("callSite"));
        System.out.println(
            "isRight=" + ("127.0.0.1:" + open.getLocalPort()).equals(socket.get("local")));
      }
    }
    Object ended =
        server.invoke(
            scopes,
            "end",
            new Object[] {id, new Long[0]},
            new String[] {"long", "[Ljava.lang.Long;"});
    CompositeData counts = (CompositeData) ended;
    System.out.println("counts=" + counts.get("opened") + " " + counts.get("closed"));
  }
}
