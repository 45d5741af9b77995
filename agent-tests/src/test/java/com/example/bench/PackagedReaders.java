package com.example.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The benchmark of the kernel readers, loaded beside the packaged ones: one loader, so that they
 * are in one package, and no application classes above, which have unpackaged ones.
 */
final class PackagedReaders {
  private static final String BENCHMARK = "dev.sockwatch.kernel.ReadersBench";

  private static @Nullable Function<String, String> loaded;

  private PackagedReaders() {}

  /** That of the agent in {@code jar}, which must be the one this JVM was started with. */
  @SuppressWarnings("unchecked") // it is one, see there
  static Function<String, String> of(String jar) throws IOException, ReflectiveOperationException {
    if (loaded == null) {
      URL packaged = URI.create("jar:file:" + jar + "!/inst/").toURL();
      URL own = PackagedReaders.class.getProtectionDomain().getCodeSource().getLocation();
      // Never closed: it is needed to the end.
      ClassLoader loader =
          new URLClassLoader(new URL[] {packaged, own}, ClassLoader.getPlatformClassLoader());
      loaded =
          (Function<String, String>)
              loader.loadClass(BENCHMARK).getDeclaredConstructor().newInstance();
    }
    return loaded;
  }
}
