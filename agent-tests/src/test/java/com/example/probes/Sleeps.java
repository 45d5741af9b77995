package com.example.probes;

/** Opens nothing; lives as many milliseconds as told and names its threads. */
final class Sleeps {
  private Sleeps() {}

  public static void main(String[] args) throws Exception {
    Thread.sleep(Long.parseLong(args[0]));
    Thread.getAllStackTraces().keySet().forEach(t -> System.out.println("thread " + t.getName()));
    System.out.println("hooks " + isDefined("sun.nio.ch.SocketHooks"));
    System.out.println("ran");
  }

  private static boolean isDefined(String name) {
    try {
      return Class.forName(name, false, null).getClassLoader() == null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
