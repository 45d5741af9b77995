package com.example.probes;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.ServerSocket;

/** Tries, with no flag, what code of an application can do with what the agent has put in place. */
final class Intruder {
  private static final int CALLS = 3000;

  private Intruder() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket held = new ServerSocket(0)) {
      Thread.sleep(Long.parseLong(args[0]));
      forge();
      ClassLoader agents = agentsLoader();
      attempt("own class", () -> agents.loadClass(Intruder.class.getName()));
      attempt("native calls", () -> reach(agents, "dev.sockwatch.kernel.JnaNativeCalls"));
      attempt("JNA", () -> reach(agents, "com.sun.jna.Native"));
      attempt("hooks", () -> lookup(agents, "dev.sockwatch.weave.HookInstaller"));
      attempt("thread", () -> readFields(agentsThread()));
      attempt("loader", () -> readFields(agents));
      System.out.println("held=" + !held.isClosed());
    }
  }

  private interface Attempt {
    Object make() throws Exception;
  }

  private static void attempt(String what, Attempt attempt) {
    try {
      System.out.println(what + "=succeeded: " + attempt.make());
    } catch (Exception e) {
      System.out.println(what + "=" + e.getClass().getSimpleName());
    }
  }

  /** Sockets that do not exist, closes that never were, and a resource that did not run out. */
  private static void forge() throws ReflectiveOperationException {
    Class<?> hooks = Class.forName("java.nio.channels.spi.TransportHooks");
    Method opened = hooks.getMethod("opened", Object.class, int.class, int.class);
    Method released = hooks.getMethod("released", boolean.class, int.class);
    Method failed = hooks.getMethod("failed", Throwable.class);
    for (int fd = 0; fd < CALLS; fd++) {
      released.invoke(null, true, fd);
      opened.invoke(null, new Object(), fd, 4);
      failed.invoke(null, new IOException("Too many open files"));
    }
  }

  private static ClassLoader agentsLoader() throws ReflectiveOperationException {
    Field isolated = Class.forName("dev.sockwatch.SockwatchAgent").getDeclaredField("isolated");
    isolated.setAccessible(true);
    return (ClassLoader) isolated.get(null);
  }

  private static Thread agentsThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("sockwatch-sampler"))
        .findAny()
        .orElseThrow();
  }

  private static Object reach(ClassLoader agents, String name) throws ReflectiveOperationException {
    Method any = agents.loadClass(name).getDeclaredMethods()[0];
    any.setAccessible(true);
    return any;
  }

  private static Object lookup(ClassLoader agents, String name)
      throws ReflectiveOperationException {
    return MethodHandles.privateLookupIn(agents.loadClass(name), MethodHandles.lookup());
  }

  private static Object readFields(Object agents) {
    Field[] fields = agents.getClass().getDeclaredFields();
    for (Field field : fields) {
      field.setAccessible(true);
    }
    return fields.length;
  }
}
