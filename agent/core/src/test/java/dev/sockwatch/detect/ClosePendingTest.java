package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketKind;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A socket that is closed and still holds its descriptor is told, and what holds it. */
class ClosePendingTest {
  private static final long WINDOW = THRESHOLDS.nanos(Threshold.CLOSE_PENDING_AFTER);

  @Test
  void channelUnderASelector_namesTheSelector() {
    Finding finding =
        single(inspect(closed(seconds(45)).registeredWith("EPollSelectorImpl@1b2c3d").build()));

    assertThat(finding.id().word()).isEqualTo("close-pending");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 socket closed by the program up to 45.0 s ago and still open in the kernel:"
                + " EPollSelectorImpl@1b2c3d has run no select since");
    assertThat(finding.remedy())
        .isEqualTo(
            "run selectNow() on the selector after closing a channel that is registered with it,"
                + " or close the selector when its loop ends");
    assertThat(evidence(finding))
        .containsExactly(
            "sockets=1", "oldestCloseMillis=45000", "selectors=EPollSelectorImpl@1b2c3d");
  }

  @Test
  void threadInsideReadOrWrite_isNamedInstead() {
    Finding finding = single(inspect(closed(seconds(45)).build()));

    assertThat(finding.summary())
        .isEqualTo(
            "1 socket closed by the program up to 45.0 s ago and still open in the kernel: a"
                + " thread has not left a read or write of it");
    assertThat(finding.remedy())
        .isEqualTo("let the thread that is inside the socket's read or write return");
    assertThat(evidence(finding)).contains("selectors=none");
  }

  @Test
  void selectorsOfOneSite_areNamedOnceEach() {
    Finding finding =
        single(
            inspect(
                closed(WINDOW).registeredWith("A@1").build(),
                closed(seconds(61)).registeredWith("B@2").build(),
                closed(WINDOW).registeredWith("A@1").build()));

    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.summary())
        .isEqualTo(
            "3 sockets closed by the program up to 1 min 1 s ago and still open in the kernel:"
                + " A@1, B@2 has run no select since");
  }

  @Test
  void window_hasToBeOver() {
    assertThat(inspect(closed(WINDOW - 1).build())).isEmpty();
    assertThat(inspect(closed(WINDOW).build())).hasSize(1);
  }

  @Test
  void openSocket_isSilent() {
    assertThat(inspect(sample().registeredWith("EPollSelectorImpl@1b2c3d").build())).isEmpty();
  }

  @Test
  void releasedSocket_resolves() {
    assertThat(inspect()).isEmpty();
  }

  private static SampleBuilder closed(long nanosAgo) {
    return sample().kind(SocketKind.CHANNEL).closedFor(nanosAgo);
  }

  private static List<Finding> inspect(SocketSample... open) {
    return new ClosePendingDetector().inspect(snapshotOf(open), THRESHOLDS);
  }
}
