package dev.sockwatch.agent.program;

import dev.sockwatch.stack.KnownLibraries;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the packages of one organisation begin with, by the convention of reversed domain names:
 * {@code com.acme} of {@code com.acme.orders.Main}, {@code uk.co.acme} of {@code
 * uk.co.acme.orders.Main}.
 */
final class Organisation {
  /** Second words under which strangers live side by side. */
  private static final Set<String> SHARED =
      Set.of(
          "com",
          "co",
          "org",
          "net",
          "ac",
          "gov",
          "edu",
          "github",
          "gitlab",
          "bitbucket",
          "sourceforge",
          "googlecode");

  private Organisation() {}

  /** Null of a class in the default package. */
  static @Nullable String of(String className, KnownLibraries libraries) {
    List<String> words = List.of(className.split("\\."));
    int inPackage = words.size() - 1;
    if (inPackage == 0) {
      return null;
    }
    int taken = Math.min(inPackage, inPackage > 2 && SHARED.contains(words.get(1)) ? 3 : 2);
    while (taken < inPackage && libraries.share(beginning(words, taken))) {
      taken++; // org.apache and the like
    }
    return beginning(words, taken);
  }

  private static String beginning(List<String> words, int number) {
    return String.join(".", words.subList(0, number)) + ".";
  }
}
