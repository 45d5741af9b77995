package com.example.traced;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Two applications in one JVM, each with its own copy of everything, which is undeployed. */
final class SeveralLoaders {
  private SeveralLoaders() {}

  /** What runs in each: one connect in a span. */
  public static final class Deployed {
    private Deployed() {}

    public static void main(String[] args) throws Exception {
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Spans.own(true)
            .in(args[0], () -> new Socket(server.getInetAddress(), server.getLocalPort()).close());
      }
    }
  }

  public static void main(String[] args) throws Exception {
    List<WeakReference<ClassLoader>> undeployed = new ArrayList<>();
    for (String name : new String[] {"first", "second"}) {
      undeployed.add(deploy(name));
    }
    for (WeakReference<ClassLoader> loader : undeployed) {
      while (loader.get() != null) {
        System.gc();
        Thread.sleep(50); // collections that follow each other stop all other threads
      }
    }
    System.out.println("collected=true");
  }

  private static WeakReference<ClassLoader> deploy(String name) throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      loader
          .loadClass(Deployed.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {name});
      return new WeakReference<>(loader);
    }
  }
}
