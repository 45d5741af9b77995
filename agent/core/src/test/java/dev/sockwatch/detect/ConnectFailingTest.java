package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.host.HostContext;
import dev.sockwatch.host.HostSettings;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.snapshot.ConnectOutcome;
import dev.sockwatch.snapshot.FailedConnects;
import dev.sockwatch.snapshot.HostSample;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Connects that go on failing are told by what happened on the wire; a few tries are not. */
class ConnectFailingTest {
  private static final long WINDOW = THRESHOLDS.nanos(Threshold.CONNECT_FAILING);
  private static final SocketFailure REFUSED =
      SocketFailure.of(new ConnectException("Connection refused"));
  private static final SocketFailure TIMED_OUT =
      SocketFailure.of(new SocketTimeoutException("Connect timed out"));

  @Test
  void refusedConnects_areAWarning() {
    Finding finding = single(inspect(failed(ConnectOutcome.REFUSED, 7, seconds(31), 0, REFUSED)));

    assertThat(finding.id().word()).isEqualTo("connect-refused");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(7);
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "7 connects to 192.0.2.7:5432 failed in 31.0 s and none succeeded: the other host"
                + " answers with RST (ECONNREFUSED), nobody listens at that port");
    assertThat(finding.remedy())
        .isEqualTo(
            "start what listens at 192.0.2.7:5432, or correct the address used at"
                + " com.acme.Orders.fetch(Orders.java:41)");
    assertThat(evidence(finding))
        .containsExactly(
            "failedConnects=7",
            "failingMillis=31000",
            "longestMillis=0",
            "exception=" + REFUSED.text());
  }

  @Test
  void programsTimeout_isComparedWithTheKernels() {
    Finding finding =
        single(inspect(failed(ConnectOutcome.UNANSWERED, 7, seconds(35), seconds(5), TIMED_OUT)));

    assertThat(finding.id().word()).isEqualTo("connect-timed-out");
    assertThat(finding.summary())
        .isEqualTo(
            "7 connects to 192.0.2.7:5432 failed in 35.0 s and none succeeded: no answer to the"
                + " SYN, which was sent again 4 times; the program gave up after 5.0 s, the kernel"
                + " would after 2 min 11 s");
    assertThat(evidence(finding))
        .contains(
            "synRetransmits=4",
            "gaveUp=program",
            "kernelGivesUpAfterSeconds=131",
            "kernelSynRetransmits=10");
  }

  @Test
  void kernelsTimeout_isSo() {
    Finding finding =
        single(
            inspect(
                failed(
                    ConnectOutcome.UNANSWERED,
                    1,
                    seconds(131),
                    seconds(131),
                    SocketFailure.of(new ConnectException("Connection timed out")))));

    assertThat(finding.summary())
        .isEqualTo(
            "1 connect to 192.0.2.7:5432 failed in 2 min 11 s and none succeeded: no answer to the"
                + " SYN, which was sent again 4 times; the kernel gave up after 2 min 11 s"
                + " (ETIMEDOUT)");
  }

  @Test
  void unreachableDestination_isToldWithItsErrno() {
    Finding host =
        single(
            inspect(
                failed(
                    ConnectOutcome.UNREACHABLE,
                    3,
                    WINDOW,
                    0,
                    SocketFailure.of(new NoRouteToHostException("No route to host")))));
    assertThat(host.id().word()).isEqualTo("connect-unreachable");
    assertThat(host.summary()).endsWith("that it cannot deliver (EHOSTUNREACH)");
    assertThat(host.remedy()).endsWith("ip route get 192.0.2.7");

    Finding network =
        single(
            inspect(
                failed(
                    ConnectOutcome.UNREACHABLE,
                    3,
                    WINDOW,
                    0,
                    SocketFailure.of(new SocketException("Network is unreachable")))));
    assertThat(network.summary()).endsWith("(ENETUNREACH)");
  }

  @Test
  void window_hasToBeOver() {
    assertThat(inspect(failed(ConnectOutcome.REFUSED, 100, WINDOW - 1, 0, REFUSED))).isEmpty();
    assertThat(inspect(failed(ConnectOutcome.REFUSED, 100, WINDOW, 0, REFUSED))).hasSize(1);
  }

  @Test
  void twoTries_areSilentUnlessOneTookAllThatTime() {
    assertThat(inspect(failed(ConnectOutcome.REFUSED, 2, WINDOW, 0, REFUSED))).isEmpty();
    assertThat(inspect(failed(ConnectOutcome.UNANSWERED, 1, WINDOW, WINDOW - 1, TIMED_OUT)))
        .isEmpty();
    assertThat(inspect(failed(ConnectOutcome.UNANSWERED, 1, WINDOW, WINDOW, TIMED_OUT))).hasSize(1);
  }

  @Test
  void success_resolves() {
    assertThat(inspect(failed(ConnectOutcome.REFUSED, 7, WINDOW, 0, REFUSED))).hasSize(1);
    assertThat(new ConnectFailingDetector().inspect(snapshot().build(), THRESHOLDS)).isEmpty();
  }

  private static FailedConnects failed(
      ConnectOutcome outcome, long count, long failing, long longest, SocketFailure failure) {
    return new FailedConnects(
        outcome,
        "192.0.2.7:5432",
        SITE,
        SITE.callSite(),
        count,
        NOW - failing,
        NOW,
        longest,
        failure,
        ConnectOutcome.isByProgram(failure),
        OptionalLong.of(4));
  }

  private static List<Finding> inspect(FailedConnects connects) {
    HostSettings settings =
        new HostSettings(
            Map.of("net.ipv4.tcp_syn_retries", "6", "net.ipv4.tcp_syn_linear_timeouts", "4"));
    HostSample host =
        new HostSample(
            OptionalLong.empty(),
            OptionalLong.empty(),
            false,
            new HostContext(settings, List.of(), Map.of()));
    return new ConnectFailingDetector()
        .inspect(snapshot().failing(connects).host(host).build(), THRESHOLDS);
  }
}
