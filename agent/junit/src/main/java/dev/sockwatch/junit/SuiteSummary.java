package dev.sockwatch.junit;

import dev.sockwatch.api.LeftSocketView;
import dev.sockwatch.api.ScopeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all tests of a run have done with sockets, counted. */
final class SuiteSummary {
  private static final int SLOWEST = 5;
  private static final long WORTH_TELLING_MILLIS = 20;

  /**
   * A test whose sockets were closed only after its end.
   *
   * @param name of the test
   * @param millis how long after
   */
  record Slow(String name, long millis) {}

  /** Scopes in plain code are counted in it, too. */
  private static volatile @Nullable SuiteSummary running;

  private int tests;
  private int handedOver;
  private long opened;
  private long closed;
  private final Map<String, Integer> leaked = new TreeMap<>();
  private final Map<String, Integer> ignored = new TreeMap<>();
  private final List<Slow> slowest = new ArrayList<>();

  /** That of the tests that run now; null where this JUnit does not run. */
  static @Nullable SuiteSummary running() {
    return running;
  }

  static void running(@Nullable SuiteSummary summary) {
    running = summary;
  }

  synchronized void ended(ScopeView scope, LeakCheck check, boolean isTest) {
    tests += isTest ? 1 : 0;
    opened += scope.opened();
    closed += scope.closed();
    check.leaked().forEach(this::countLeaked);
    check.ignored().forEach((socket, rule) -> count(ignored, rule));
    long waited = check.waited().toMillis();
    if (check.leaked().isEmpty() && waited >= WORTH_TELLING_MILLIS) {
      slowest.add(new Slow(scope.name(), waited));
      slowest.sort(Comparator.comparingLong(Slow::millis).reversed());
      if (slowest.size() > SLOWEST) {
        slowest.remove(SLOWEST);
      }
    }
  }

  synchronized void handedOver(int sockets) {
    handedOver += sockets;
  }

  synchronized void suiteEnded(LeakCheck check) {
    check.leaked().forEach(this::countLeaked);
    if (handedOver > 0) {
      ignored.put("handed over to the suite by handOverToSuite()", handedOver);
    }
    check.ignored().forEach((socket, rule) -> count(ignored, rule));
    check.excused().forEach((socket, rule) -> count(ignored, rule));
  }

  private void countLeaked(LeftSocketView socket) {
    leaked.merge(socket.callSite() == null ? "unknown" : socket.callSite(), 1, Integer::sum);
  }

  private static void count(Map<String, Integer> by, SocketRule rule) {
    by.merge(rule.text() + ": " + rule.reason(), 1, Integer::sum);
  }

  /** For the console; one line where there is nothing to report. */
  synchronized String text() {
    StringBuilder text = new StringBuilder();
    text.append("sockwatch: ").append(tests).append(tests == 1 ? " test" : " tests");
    text.append(" opened ").append(opened).append(opened == 1 ? " socket" : " sockets");
    text.append(", closed ").append(closed);
    text.append("; ")
        .append(sum(leaked))
        .append(" leaked, ")
        .append(sum(ignored))
        .append(" ignored");
    leaked.forEach((site, count) -> line(text, "leaked", Integer.toString(count), site));
    ignored.forEach((rule, count) -> line(text, "ignored", Integer.toString(count), rule));
    for (Slow slow : slowest) {
      String after = LeakText.duration(slow.millis());
      line(text, "slow", after, slow.name() + " closed its sockets only after its end");
    }
    return text.append('\n').toString();
  }

  /** For machines. */
  synchronized String json() {
    Json json = new Json();
    json.number("tests", tests).number("opened", opened).number("closed", closed);
    json.counts("leaked", "callSite", leaked).counts("ignored", "rule", ignored);
    Map<String, Integer> slow = new TreeMap<>();
    slowest.forEach(s -> slow.put(s.name(), (int) s.millis()));
    return json.counts("slow", "test", slow, "millisAfterItsEnd").text();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void line(StringBuilder text, String label, String number, String what) {
    text.append(String.format(Locale.ROOT, "%n  %-8s %6s  ", label, number)).append(what);
  }
}
