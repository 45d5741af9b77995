package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.snapshot.SampleBuilder.OTHER_SITE;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.HandMadeStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection whose end of input was read, and that was not closed, is certainly forgotten. */
class CloseWaitReadTest {
  private static final long WINDOW = THRESHOLDS.nanos(Threshold.CLOSE_WAIT_AFTER);

  @Test
  void endOfInputRead_isAnError() {
    SocketSample forgotten =
        sample()
            .closeWaitFor(seconds(41))
            .endOfInputReadAt(HandMadeStack.at("Orders", "drain", 58))
            .build();

    Finding finding = Verdicts.single(inspect(forgotten));

    assertThat(finding.id().word()).isEqualTo("close-wait");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.count()).isEqualTo(1);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(finding.opening()).isEqualTo(SITE);
    assertThat(finding.summary())
        .isEqualTo(
            "1 connection in CLOSE_WAIT for up to 41.0 s: the peer has closed, the program has"
                + " read the end of input and not closed");
    assertThat(finding.remedy())
        .isEqualTo(
            "close the socket opened at com.acme.Orders.fetch(Orders.java:41) on every path, e.g."
                + " by try-with-resources");
    assertThat(evidence(finding))
        .containsExactly(
            "tcpState=CLOSE_WAIT",
            "sockets=1",
            "oldestCloseWaitMillis=41000",
            "unreadBytes=0",
            "endOfInputRead=true",
            "endOfInputReadAt=com.acme.Orders.drain(Orders.java:58)");
  }

  @Test
  void unixDomainSocketWhosePeerHasClosed_isTheSameWithoutTheState() {
    Finding finding =
        Verdicts.single(
            inspect(sample().closeWaitFor(seconds(41)).endOfInputRead().unixDomain().build()));

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.summary())
        .isEqualTo(
            "1 connection over Unix domain sockets, ended by the peer, for up to 41.0 s: the peer"
                + " has closed, the program has read the end of input and not closed");
    assertThat(evidence(finding)).noneMatch(e -> e.startsWith("tcpState"));
  }

  @Test
  void unknownReader_isNotNamed() {
    Finding finding = Verdicts.single(inspect(forgotten().build()));

    assertThat(finding.evidence()).doesNotContainKey("endOfInputReadAt");
  }

  @Test
  void readerOfAnyOfThem_isNamed() {
    SocketSample read = forgotten().endOfInputReadAt(OTHER_SITE).build();

    assertThat(evidence(Verdicts.single(inspect(forgotten().build(), read))))
        .contains("sockets=2", "endOfInputReadAt=com.acme.Prices.load(Prices.java:7)");
  }

  @Test
  void window_hasToBeOver() {
    assertThat(inspect(forgotten().closeWaitFor(WINDOW - 1).build())).isEmpty();
    assertThat(inspect(forgotten().closeWaitFor(WINDOW).build())).hasSize(1);
  }

  @Test
  void serverStillAnswering_isSilent() {
    assertThat(inspect(forgotten().sentBefore(WINDOW - 1).build())).isEmpty();
    assertThat(inspect(forgotten().sentBefore(WINDOW).build())).hasSize(1);
  }

  @Test
  void closingSocket_isSilent() {
    assertThat(inspect(forgotten().closedFor(0).build())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSE_WAIT")
  void otherState_isSilent(TcpState state) {
    assertThat(inspect(forgotten().state(state).build())).isEmpty();
  }

  @Test
  void stateUnknown_isSilent() {
    assertThat(inspect(forgotten().stateUnknown().build())).isEmpty();
  }

  @Test
  void closedSocket_resolves() {
    assertThat(inspect(forgotten().build(), sample().build())).hasSize(1);
    assertThat(inspect(sample().build())).isEmpty();
  }

  @Test
  void socketsOfOneSite_areOneFinding() {
    SocketSample older = forgotten().closeWaitFor(seconds(125)).to("192.0.2.8:5432").build();
    SocketSample answering = forgotten().sentBefore(0).build();

    Finding finding =
        Verdicts.single(inspect(forgotten().build(), older, forgotten().build(), answering));

    assertThat(finding.count()).isEqualTo(3);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432 and 1 other");
    assertThat(finding.summary()).startsWith("3 connections in CLOSE_WAIT for up to 2 min 5 s:");
  }

  @Test
  void socketsOfTwoSites_areTwoFindings() {
    List<Finding> findings = inspect(forgotten().build(), forgotten().openedAt(OTHER_SITE).build());

    assertThat(findings).extracting(Finding::opening).containsExactly(SITE, OTHER_SITE);
    assertThat(findings).extracting(Finding::key).doesNotHaveDuplicates();
  }

  private static SampleBuilder forgotten() {
    return sample().closeWaitFor(seconds(60)).endOfInputRead();
  }

  private static List<Finding> inspect(SocketSample... open) {
    return new CloseWaitDetector().inspect(snapshotOf(open), THRESHOLDS);
  }
}
