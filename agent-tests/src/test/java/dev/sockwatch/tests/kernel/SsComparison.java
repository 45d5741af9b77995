package dev.sockwatch.tests.kernel;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.SsInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds sockets of the report against ss, word by word, and counts the words. */
final class SsComparison {
  /** Without sock_diag and tcp_info: what {@code /proc/net/tcp} lists. */
  private static final Set<String> LISTED =
      Set.of(
          "state",
          "descriptor",
          "ino",
          "local",
          "remote",
          "receiveQueue",
          "sendQueue",
          "ipv6",
          "uid",
          "timer.name",
          "timer.time",
          "timer.retransmits");

  /** Fields of the kernel that not every ss knows: compared where it prints them. */
  private static final Set<String> NEWER_THAN_SS = Set.of("rcv_wnd", "rehash");

  private final long pid;
  private final boolean full;
  private final Map<String, Integer> compared = new TreeMap<>();
  private final List<String> differences = new ArrayList<>();

  /**
   * Compares the sockets of a process.
   *
   * @param full whether the source knows all of tcp_info and sock_diag
   */
  SsComparison(long pid, boolean full) {
    this.pid = pid;
    this.full = full;
  }

  void compare(SsInfo before, SsInfo after, JsonObject socket) {
    Map<String, String> first = SsFields.of(before, pid);
    Map<String, String> last = SsFields.of(after, pid);
    Map<String, String> reported = ReportAsSsFields.of(socket);
    if (!full) {
      first.keySet().retainAll(LISTED);
      last.keySet().retainAll(LISTED);
    }
    NEWER_THAN_SS.stream().filter(word -> !first.containsKey(word)).forEach(reported::remove);
    Set<String> words = new TreeSet<>(first.keySet());
    words.addAll(last.keySet());
    words.addAll(reported.keySet());
    if (!full && before.state().equals("LISTEN")) {
      words.remove("sendQueue"); // /proc does not tell the limit of an accept queue
    }
    for (String word : words) {
      compared.merge(word, 1, Integer::sum);
      if (!agrees(word, first.get(word), reported.get(word), last.get(word))) {
        differences.add(
            "%s %s, %s: ss says %s, then %s; the report %s"
                .formatted(
                    before.state(),
                    before.local(),
                    word,
                    first.get(word),
                    last.get(word),
                    reported.get(word)));
      }
    }
  }

  private static boolean agrees(
      String word, @Nullable String before, @Nullable String reported, @Nullable String after) {
    if (SsTimers.isTimer(word)) {
      return SsTimers.fits(word, before, reported == null ? 0 : Long.parseLong(reported), after);
    }
    return reported != null && reported.equals(before);
  }

  /** In how many sockets each word was compared. */
  Map<String, Integer> compared() {
    return compared;
  }

  /** What did not agree, in words. */
  List<String> differences() {
    return differences;
  }
}
