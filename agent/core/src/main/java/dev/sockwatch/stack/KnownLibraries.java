package dev.sockwatch.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Distinguishes JDK and client-library frames from the application's, by package prefix.
 *
 * <p>The list is the resource {@code known-libraries.txt}. A library that was relocated into
 * another package is recognised by suffix: {@code io.grpc.netty.shaded.io.netty.channel} is {@code
 * io.netty}.
 */
public final class KnownLibraries {
  private static final List<String> JDK =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.sockwatch.");

  private static final List<String> ONE_WORD = List.of("okhttp3.", "okio.");

  private final List<String> prefixes;
  private final Map<String, Boolean> cache = new HashMap<>();

  private KnownLibraries(List<String> prefixes) {
    this.prefixes = prefixes;
  }

  /** The built-in list and the packages that a setting adds. */
  public static KnownLibraries load(Collection<String> more) {
    try (InputStream in = KnownLibraries.class.getResourceAsStream("/known-libraries.txt")) {
      if (in == null) {
        throw new IllegalStateException("known-libraries.txt is not packaged");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Stream<String> builtIn =
          reader.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#"));
      return new KnownLibraries(
          Stream.concat(builtIn, more.stream()).map(p -> p.endsWith(".") ? p : p + ".").toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether this is a class of the JDK or of the agent. */
  public boolean isJdk(String className) {
    return JDK.stream().anyMatch(className::startsWith);
  }

  /** Whether this is a class of a library on the list. */
  public boolean isLibrary(String className) {
    if (cache.size() > 10_000) {
      cache.clear();
    }
    return cache.computeIfAbsent(
        className,
        name -> prefixes.stream().anyMatch(p -> name.startsWith(p) || isRelocated(name, p)));
  }

  /** Whether libraries of the list share this beginning, as {@code org.apache.} is that of many. */
  public boolean share(String beginning) {
    return prefixes.stream().anyMatch(p -> p.startsWith(beginning));
  }

  /** A prefix of one word is too common a package name to be recognised anywhere but in front. */
  private static boolean isRelocated(String className, String prefix) {
    boolean distinctive = prefix.indexOf('.') < prefix.length() - 1 || ONE_WORD.contains(prefix);
    return distinctive && className.contains("." + prefix);
  }
}
