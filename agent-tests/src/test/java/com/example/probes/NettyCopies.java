package com.example.probes;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two copies of Netty and of the probe {@link NettyLives}, each in a class loader of its own that
 * knows nothing of the other, one after the other in one JVM.
 */
final class NettyCopies {
  private NettyCopies() {}

  /**
   * Arguments: folder of the probes, then the jars of one version after "+", of another after it.
   */
  public static void main(String[] args) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (int i = 1; i <= args.length; i++) {
      if (i == args.length || args[i].equals("+")) {
        run(urls);
        urls.clear();
      }
      if (i < args.length && !args[i].equals("+")) {
        if (urls.isEmpty()) {
          urls.add(url(args[0]));
        }
        urls.add(url(args[i]));
      }
    }
  }

  private static void run(List<URL> urls) throws IOException, ReflectiveOperationException {
    if (urls.isEmpty()) {
      return;
    }
    URLClassLoader alone =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Method main =
        alone.loadClass("com.example.probes.NettyLives").getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) new String[] {"EPOLL"});
  }

  private static URL url(String path) throws IOException {
    return Path.of(path).toUri().toURL();
  }
}
