package dev.sockwatch.tests.kernel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.Ss;
import dev.sockwatch.tests.support.SsInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The report tells every socket as ss tells it, by every way of asking the kernel. */
class ReportMatchesSsTest {
  private static final String PROBE = "com.example.probes.EveryState";

  /** What a JVM that reads by JNA says since JDK 24. */
  private static final String NATIVE_ACCESS_WARNING = "WARNING:";

  /** Words that the probe's sockets make ss print, one way or the other: none may go unseen. */
  private static final Set<String> LISTED_WORDS =
      Set.of(
          "state",
          "descriptor",
          "ino",
          "local",
          "remote",
          "receiveQueue",
          "sendQueue",
          "ipv6",
          "timer.name",
          "timer.time",
          "timer.retransmits");

  private static final Set<String> FULL_WORDS =
      Set.of(
          ("sk shutdown skmem.r skmem.rb skmem.t skmem.tb skmem.f skmem.w skmem.o skmem.bl skmem.d"
                  + " congestion rto rtt ato mss pmtu rcvmss advmss cwnd backoff unacked notsent"
                  + " bytes_sent bytes_acked bytes_received segs_out segs_in data_segs_out"
                  + " data_segs_in lastsnd lastrcv lastack pacing_rate delivery_rate delivered"
                  + " app_limited busy rwnd_limited rcv_space rcv_ssthresh minrtt snd_wnd")
              .split(" ", -1));

  /** How the program's sockets come about. */
  enum Family {
    /** IPv4 in sockets of IPv6, the JDK's habit. */
    IPV4_MAPPED("ipv4", "-Djava.net.preferIPv4Stack=false"),
    IPV4_ONLY("ipv4", "-Djava.net.preferIPv4Stack=true"),
    IPV6("ipv6", "-Djava.net.preferIPv4Stack=false");

    private final String argument;
    private final String option;

    Family(String argument, String option) {
      this.argument = argument;
      this.option = option;
    }

    boolean isHere() {
      return this == IPV4_ONLY || Files.exists(Path.of("/proc/net/if_inet6"));
    }
  }

  static Stream<Arguments> everyWay() {
    return Jdks.matrix().stream()
        .flatMap(
            jdk ->
                Stream.of("foreign", "jna", "jdk", "procfs")
                    .flatMap(
                        source ->
                            Stream.of(Family.values())
                                .map(family -> Arguments.of(jdk, source, family))));
  }

  @ParameterizedTest(name = "{0} kernel={1} {2}")
  @MethodSource("everyWay")
  void everySocket_isToldAsBySs(Jdk jdk, String source, Family family) {
    assumeTrue(Ss.installed(), "ss is not installed");
    assumeTrue(family.isHere(), "no IPv6 here");
    assumeTrue(!source.equals("foreign") || jdk.feature() >= 21, "no foreign functions before 21");
    try (RunningJvm jvm = start(jdk, source, family)) {
      jvm.awaitOut("ready");
      ReportBetweenSsRuns between = ReportBetweenSsRuns.around(jvm, listeners(jvm));
      assertThat(LiveReport.kernelSource(between.report())).isEqualTo(source);
      boolean full = source.equals("foreign") || source.equals("jna");
      SoftAssertions.assertSoftly(
          softly -> {
            checkSockets(softly, between, full);
            SocketDetailsCheck.check(softly, between, source, jvm.out());
            DescriptorlessComparison.check(softly, between);
          });
      jvm.terminate();
      jvm.finish();
    }
  }

  private static RunningJvm start(Jdk jdk, String source, Family family) {
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .jvmArgs(family.option, "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
            .agentArg("sample.interval", "10s")
            .agentArg("time.scale", "0.02")
            .agentArg("kernel", source)
            .deadline(Duration.ofMinutes(2))
            .withReport();
    if (source.equals("jna") && jdk.feature() >= 24) {
      forked.toleratingStderr(line -> line.startsWith(NATIVE_ACCESS_WARNING));
    }
    return forked.start(PROBE, family.argument);
  }

  private static Set<Integer> listeners(RunningJvm jvm) {
    return jvm.out().stream()
        .filter(line -> line.startsWith("listener "))
        .map(line -> Integer.valueOf(line.substring("listener ".length())))
        .collect(Collectors.toSet());
  }

  private static void checkSockets(
      SoftAssertions softly, ReportBetweenSsRuns between, boolean full) {
    Map<Long, JsonObject> reported = new TreeMap<>();
    List<JsonObject> sockets = LiveReport.objects(between.report(), "sockets");
    for (JsonObject socket : sockets) {
      Long inode = LiveReport.number(socket, "inode");
      reported.put(inode == null ? -1 : inode, socket);
    }
    Map<Long, SsInfo> held = between.held();
    softly.assertThat(reported.keySet()).as("inodes").isEqualTo(held.keySet());
    SsComparison comparison = new SsComparison(between.pid(), full);
    held.forEach(
        (inode, before) -> {
          JsonObject socket = reported.get(inode);
          if (socket != null) {
            comparison.compare(before, requireNonNull(between.heldAfter().get(inode)), socket);
          }
        });
    softly.assertThat(comparison.differences()).as("compared %s", comparison.compared()).isEmpty();
    softly.assertThat(comparison.compared().keySet()).as("compared").containsAll(LISTED_WORDS);
    if (full) {
      softly.assertThat(comparison.compared().keySet()).as("compared").containsAll(FULL_WORDS);
    }
  }
}
