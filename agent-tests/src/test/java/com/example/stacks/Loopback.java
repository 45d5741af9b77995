package com.example.stacks;

import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.ProcNet;
import java.net.InetAddress;
import java.time.Duration;

/** What all programs share: how much they do, where, and how they end. */
final class Loopback {
  static final int REQUESTS = 200;
  static final int CONNECTIONS = 4;
  static final String BODY = "hello";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Loopback() {}

  static InetAddress address() {
    return InetAddress.getLoopbackAddress();
  }

  static String url(int port) {
    return "http://127.0.0.1:" + port + "/";
  }

  /** Fails unless a request was answered. */
  static void check(Object answer) {
    if (!BODY.equals(answer)) {
      throw new IllegalStateException("wrong answer: " + answer);
    }
  }

  /** Waits until /proc shows no socket any more, and tells how many connections there were. */
  static void end(long connections) throws Exception {
    end(connections, connections);
  }

  /** Where the server is outside this JVM. */
  static void elsewhere(long least, long most) throws Exception {
    end(least, most);
    System.out.println("server=elsewhere");
  }

  /** Where a library opens some for itself. */
  static void end(long least, long most) throws Exception {
    long pid = ProcessHandle.current().pid();
    Await.until("/proc to show no socket", PATIENCE, () -> ProcNet.inetSocketCount(pid) == 0);
    System.out.println("requests=" + REQUESTS);
    System.out.println("leastConnections=" + least);
    System.out.println("mostConnections=" + most);
  }
}
