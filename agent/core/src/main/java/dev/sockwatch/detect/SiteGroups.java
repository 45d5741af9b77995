package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups sockets by the line that opened them; those without one by destination. */
final class SiteGroups {
  private SiteGroups() {}

  static Collection<List<SocketSample>> group(
      List<SocketSample> sockets, Predicate<SocketSample> which) {
    return sockets.stream()
        .filter(which)
        .collect(Collectors.groupingBy(SocketSample::site, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  static FindingKey key(FindingId id, String rule, List<SocketSample> group) {
    return new FindingKey(id, rule, group.get(0).site());
  }

  /** The common destination, or the most frequent one and how many others. */
  static String destination(List<String> destinations) {
    Map<String, Integer> counts = new HashMap<>();
    destinations.forEach(d -> counts.merge(d, 1, Integer::sum));
    String most =
        counts.entrySet().stream()
            .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse("none");
    int others = counts.size() - 1;
    return others == 0 ? most : most + " and " + others + (others == 1 ? " other" : " others");
  }

  static String destinationOf(List<SocketSample> group) {
    return destination(group.stream().map(SocketSample::destination).toList());
  }

  /** "1 socket", "3 sockets". */
  static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  /** The blamed line, or what is known instead. */
  static String site(@Nullable CallStack opening) {
    return opening == null ? "code that no hook saw" : opening.callSite();
  }

  /** After a noun: "opened at" the line, or what is known instead. */
  static String where(@Nullable CallStack opening) {
    return opening == null ? "that no hook saw open" : opening.where();
  }
}
