package com.example.probes;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Uses the JNA of its own class path, before and after some time; without it at compile time. */
final class OwnJna {
  private OwnJna() {}

  public static void main(String[] args) throws Exception {
    System.out.println("before=" + version());
    Thread.sleep(Long.parseLong(args[0]));
    System.out.println("after=" + version());
    System.out.println("pid=" + (processId() == ProcessHandle.current().pid()));
  }

  private static Object version() throws ReflectiveOperationException {
    Field version = Class.forName("com.sun.jna.Native").getField("VERSION");
    version.setAccessible(true); // of an interface that is not public
    return version.get(null);
  }

  private static int processId() throws ReflectiveOperationException {
    Method getFunction =
        Class.forName("com.sun.jna.Function").getMethod("getFunction", String.class, String.class);
    Object getpid = getFunction.invoke(null, "c", "getpid");
    Method invoke = getpid.getClass().getMethod("invokeInt", Object[].class);
    return (int) invoke.invoke(getpid, (Object) new Object[0]);
  }
}
