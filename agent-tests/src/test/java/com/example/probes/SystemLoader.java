package com.example.probes;

import java.lang.reflect.Method;

/** A system class loader of a program's own ({@code -Djava.system.class.loader}). */
public final class SystemLoader extends ClassLoader {
  /** Called by the JVM. */
  public SystemLoader(ClassLoader parent) {
    super(parent);
  }

  /** Called by the JVM for the jar of an agent; the JDK's own loader has such a method, too. */
  void appendToClassPathForInstrumentation(String path) throws ReflectiveOperationException {
    String name = "appendToClassPathForInstrumentation";
    Method append = getParent().getClass().getDeclaredMethod(name, String.class);
    append.setAccessible(true);
    append.invoke(getParent(), path);
  }
}
