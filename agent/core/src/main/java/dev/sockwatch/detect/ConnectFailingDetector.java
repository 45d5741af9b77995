package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.host.HostContext;
import dev.sockwatch.host.SynSchedule;
import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.FailedConnects;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connects to one destination go on failing, told apart by what happened on the wire. A few tries
 * until the other side is up are no finding, nor is one address of a name that has better ones.
 */
final class ConnectFailingDetector implements Detector {
  private static final long SECOND = 1_000_000_000L;
  private static final int TRIES = 3;

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    List<Finding> findings = new ArrayList<>();
    for (FailedConnects connects : snapshot.failing()) {
      boolean goesOn =
          connects.failingNanos() >= thresholds.nanos(Threshold.CONNECT_FAILING)
              && (connects.count() >= TRIES
                  || connects.longestNanos() >= thresholds.nanos(Threshold.CONNECT_FAILING));
      if (goesOn) {
        findings.add(finding(connects, snapshot.host().context()));
      }
    }
    return findings;
  }

  private static Finding finding(FailedConnects connects, HostContext host) {
    FindingId id =
        switch (connects.outcome()) {
          case REFUSED -> FindingId.CONNECT_REFUSED;
          case UNREACHABLE -> FindingId.CONNECT_UNREACHABLE;
          default -> FindingId.CONNECT_TIMED_OUT;
        };
    String summary =
        SiteGroups.count(connects.count(), "connect")
            + " to "
            + connects.destination()
            + " failed in "
            + Durations.text(connects.failingNanos())
            + " and none succeeded: "
            + cause(connects, host);
    return new Finding(
        new FindingKey(id, connects.destination(), connects.site()),
        connects.opening(),
        Severity.WARNING,
        Math.toIntExact(Math.min(Integer.MAX_VALUE, connects.count())),
        connects.destination(),
        summary,
        evidence(connects, host),
        remedy(connects));
  }

  private static String cause(FailedConnects connects, HostContext host) {
    return switch (connects.outcome()) {
      case REFUSED -> "the other host answers with RST (ECONNREFUSED), nobody listens at that port";
      case UNREACHABLE ->
          "there is no route, or a router answers that it cannot deliver (" + errno(connects) + ")";
      default -> "no answer to the SYN" + patience(connects, SynSchedule.of(host.settings()));
    };
  }

  private static String errno(FailedConnects connects) {
    SocketFailure failure = connects.failure();
    return failure != null && failure.error() == SocketError.NETWORK_UNREACHABLE
        ? "ENETUNREACH"
        : "EHOSTUNREACH";
  }

  private static String patience(FailedConnects connects, SynSchedule kernel) {
    boolean counted = connects.synRetransmits().isPresent();
    long number = connects.synRetransmits().orElse(kernel.retransmits());
    String again =
        counted || !connects.byProgram()
            ? ", which was sent again " + (number == 1 ? "once" : number + " times")
            : "";
    String after = Durations.text(connects.longestNanos());
    return connects.byProgram()
        ? again
            + "; the program gave up after "
            + after
            + ", the kernel would after "
            + Durations.text(kernel.giveUpSeconds() * SECOND)
        : again + "; the kernel gave up after " + after + " (ETIMEDOUT)";
  }

  private static Map<String, Object> evidence(FailedConnects connects, HostContext host) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("failedConnects", connects.count());
    evidence.put("failingMillis", Durations.millis(connects.failingNanos()));
    evidence.put("longestMillis", Durations.millis(connects.longestNanos()));
    if (connects.failure() != null) {
      evidence.put("exception", connects.failure().text());
    }
    if (connects.outcome() == ConnectOutcome.UNANSWERED) {
      SynSchedule kernel = SynSchedule.of(host.settings());
      connects.synRetransmits().ifPresent(n -> evidence.put("synRetransmits", n));
      evidence.put("gaveUp", connects.byProgram() ? "program" : "kernel");
      evidence.put("kernelGivesUpAfterSeconds", kernel.giveUpSeconds());
      evidence.put("kernelSynRetransmits", (long) kernel.retransmits());
    }
    return evidence;
  }

  private static String remedy(FailedConnects connects) {
    String line = SiteGroups.site(connects.opening());
    return switch (connects.outcome()) {
      case REFUSED ->
          "start what listens at "
              + connects.destination()
              + ", or correct the address used at "
              + line;
      case UNREACHABLE ->
          "correct the address used at "
              + line
              + ", or the route to it: ip route get "
              + connects.destination().replaceAll(":\\d+$", "").replaceAll("[\\[\\]]", "");
      default ->
          "look whether the host is up, a firewall drops the SYN, or the listener's accept queue is"
              + " full (ss -lnt there: Recv-Q above Send-Q); give the connect at "
              + line
              + " a time-out of a few seconds";
    };
  }
}
