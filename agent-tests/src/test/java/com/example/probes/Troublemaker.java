package com.example.probes;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Does to all threads of its JVM what programs do to their own, and halts for whatever reaches its
 * default handler: {@code interrupt}, {@code manager} (a security manager), {@code stop} (the
 * sampler's thread, by a method that JDKs before 20 have).
 */
final class Troublemaker {
  private static final long PAUSE_MILLIS = 500;

  private Troublemaker() {}

  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          System.out.println("uncaught in " + thread.getName() + ": " + failure);
          Runtime.getRuntime().halt(99);
        });
    ServerSocket server = new ServerSocket(0, 50, Peer.loopback());
    Socket client = new Socket(Peer.loopback(), server.getLocalPort());
    if (args[0].equals("manager")) {
      setSecurityManager(); // before the agent's thread has done anything
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    String unused = in.readLine();
    switch (args[0]) {
      case "interrupt" -> Thread.getAllStackTraces().keySet().forEach(Troublemaker::interrupt);
      case "stop" -> stop(sampler());
      default -> {}
    }
    System.out.println("done");
    String unusedToo = in.readLine();
    System.out.println("open=" + (client.isConnected() && server.isBound()));
  }

  private static void interrupt(Thread thread) {
    if (thread != Thread.currentThread()) {
      thread.interrupt();
    }
  }

  private static Thread sampler() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sockwatch-sampler"))
        .findFirst()
        .orElseThrow();
  }

  private static void stop(Thread sampler) throws Exception {
    for (int i = 0; i < 40 && sampler.isAlive(); i++) { // within a round it costs that round only
      Thread.class.getMethod("stop").invoke(sampler);
      sampler.join(PAUSE_MILLIS);
    }
    var observer = Class.forName("sun.nio.ch.SocketHooks").getDeclaredField("observer");
    observer.setAccessible(true);
    System.out.println("observer=" + observer.get(null));
  }

  @SuppressWarnings("removal")
  private static void setSecurityManager() {
    System.setSecurityManager(new SecurityManager());
  }
}
