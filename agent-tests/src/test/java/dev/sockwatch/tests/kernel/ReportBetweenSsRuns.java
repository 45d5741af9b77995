package dev.sockwatch.tests.kernel;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.Ss;
import dev.sockwatch.tests.support.SsInfo;
import dev.sockwatch.tests.support.SsTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A report of a program between two answers of ss that agree in all but the clocks: what did not
 * move in between is what the report must tell.
 *
 * @param pid of the program
 * @param ports where the program listens
 */
record ReportBetweenSsRuns(
    long pid, Set<Integer> ports, List<SsInfo> before, JsonObject report, List<SsInfo> after) {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /**
   * Asks until nothing moves. A sender that nobody reads probes the closed window ever more rarely,
   * so that comes.
   */
  static ReportBetweenSsRuns around(RunningJvm jvm, Set<Integer> ports) {
    return Await.value(
        "two answers of ss that agree",
        PATIENCE,
        () -> {
          List<SsInfo> before = relevant(jvm.pid(), ports);
          JsonObject report = LiveReport.begunAfter(jvm, Instant.now());
          ReportBetweenSsRuns between =
              new ReportBetweenSsRuns(jvm.pid(), ports, before, report, relevant(jvm.pid(), ports));
          return between.isQuiet() ? between : null;
        });
  }

  private static List<SsInfo> relevant(long pid, Set<Integer> ports) throws IOException {
    List<SsInfo> everything = Ss.everything();
    Set<String> hosts =
        everything.stream()
            .filter(s -> s.descriptor(pid) != null)
            .map(s -> host(s.local()))
            .collect(Collectors.toSet());
    return everything.stream()
        .filter(
            s ->
                s.descriptor(pid) != null
                    || (s.users().isEmpty() && isAt(hosts, ports, s) && isSinceStartOf(pid, s)))
        .toList();
  }

  /** The probe speaks to itself: another process may use the same port of another address. */
  private static boolean isAt(Set<String> hosts, Set<Integer> ports, SsInfo info) {
    return hosts.contains(host(info.local()))
        && hosts.contains(host(info.remote()))
        && (ports.contains(SsInfo.port(info.local()))
            || ports.contains(SsInfo.port(info.remote())));
  }

  /** Another process may have used the same port before: TIME_WAIT lasts 60 s. */
  private static boolean isSinceStartOf(long pid, SsInfo info) {
    String left = info.words().get("timer.time");
    Instant start = ProcessHandle.of(pid).flatMap(p -> p.info().startInstant()).orElseThrow();
    return !info.state().equals("TIME_WAIT")
        || left == null
        || !Instant.now()
            .minusMillis(60_000 - SsTimes.parse(left).mostMillis())
            .isBefore(start.minusMillis(100));
  }

  private static String host(String address) {
    String plain = Addresses.plain(address);
    return plain.substring(0, plain.lastIndexOf(':'));
  }

  /** What ss said first about the sockets that the program holds, by inode. */
  Map<Long, SsInfo> held() {
    return held(before);
  }

  /** What ss said last about the sockets that the program holds, by inode. */
  Map<Long, SsInfo> heldAfter() {
    return held(after);
  }

  private Map<Long, SsInfo> held(List<SsInfo> infos) {
    return infos.stream()
        .filter(s -> s.descriptor(pid) != null)
        .collect(Collectors.toMap(SsInfo::inode, s -> s, (a, b) -> a, TreeMap::new));
  }

  /** What ss said first about connections in a state that has no descriptor, by their addresses. */
  Map<String, SsInfo> withoutDescriptor() {
    return withoutDescriptor(before);
  }

  /** The same, as said last. */
  Map<String, SsInfo> withoutDescriptorAfter() {
    return withoutDescriptor(after);
  }

  private static Map<String, SsInfo> withoutDescriptor(List<SsInfo> infos) {
    return infos.stream()
        .filter(s -> s.state().equals("TIME_WAIT") || s.state().equals("SYN_RECV"))
        .collect(
            Collectors.toMap(
                s ->
                    String.join(
                        " ", s.state(), Addresses.plain(s.local()), Addresses.plain(s.remote())),
                s -> s,
                (a, b) -> a,
                TreeMap::new));
  }

  private boolean isQuiet() {
    return held().keySet().equals(heldAfter().keySet())
        && withoutDescriptor().keySet().equals(withoutDescriptorAfter().keySet())
        && held().entrySet().stream()
            .allMatch(e -> agree(e.getValue(), requireNonNull(heldAfter().get(e.getKey()))));
  }

  private boolean agree(SsInfo one, SsInfo other) {
    Map<String, String> words = SsFields.of(one, pid);
    Map<String, String> others = SsFields.of(other, pid);
    Set<String> all = new HashSet<>(words.keySet());
    all.addAll(others.keySet());
    return all.stream()
        .allMatch(
            word ->
                SsTimers.isTimer(word)
                    ? SsTimers.ranOn(word, words.get(word), others.get(word))
                    : words.getOrDefault(word, "-").equals(others.getOrDefault(word, "-")));
  }
}
