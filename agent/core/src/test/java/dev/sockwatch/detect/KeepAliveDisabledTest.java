package dev.sockwatch.detect;

import static dev.sockwatch.detect.Verdicts.THRESHOLDS;
import static dev.sockwatch.detect.Verdicts.evidence;
import static dev.sockwatch.detect.Verdicts.single;
import static dev.sockwatch.snapshot.SampleBuilder.OTHER_SITE;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.accepted;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshotOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection seen idle for long is told, unless something would notice a dead peer. */
class KeepAliveDisabledTest {
  private static final long WINDOW = THRESHOLDS.keepAlive().observedNanos();
  private static final KeepAlive OFF = new KeepAlive(false, 0, 0, 0, 0, 0);
  private static final Endpoint LOOPBACK = Endpoint.ofIpv4(0x7f000001, 40_000);
  private static final Endpoint OWN = Endpoint.ofIpv4(0xc0000201, 40_000);
  private static final Endpoint PEER = Endpoint.ofIpv4(0xc0000207, 5432);

  @Test
  void idleConnectionWithoutKeepalive_isAWarning() {
    Finding finding =
        single(inspect(idle().idleFor(seconds(543)).build(), idle().openedAt(SITE).build()));

    assertThat(finding.id().word()).isEqualTo("keepalive-disabled");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.count()).isEqualTo(2);
    assertThat(finding.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(finding.summary())
        .isEqualTo(
            "2 connections idle for up to 9 min 3 s without keepalive: a firewall or NAT on the way"
                + " may forget them after 4 min 0 s, and a peer that dies is never missed");
    assertThat(finding.remedy())
        .isEqualTo(
            "call setKeepAlive(true) on what is opened at com.acme.Orders.fetch(Orders.java:41) and"
                + " set TCP_KEEPIDLE below 240 (seconds), or send a heartbeat more often than"
                + " that");
    assertThat(evidence(finding))
        .containsExactly(
            "sockets=2",
            "longestIdleMillis=543000",
            "soKeepAlive=0",
            "tcpUserTimeoutMillis=0",
            "soTimeoutMillis=0",
            "deadPeerNoticed=never while idle");
  }

  @Test
  void window_hasToBeOver() {
    assertThat(inspect(idle().idleFor(WINDOW - 1).build())).isEmpty();
    assertThat(inspect(idle().idleFor(WINDOW).build())).hasSize(1);
  }

  @Test
  void keepaliveOn_isSilent() {
    assertThat(inspect(idle().keepAlive(new KeepAlive(true, 60, 10, 3, 0, 0)).build())).isEmpty();
  }

  @Test
  void readTimeout_isSilent() {
    assertThat(inspect(idle().keepAlive(new KeepAlive(false, 0, 0, 0, 0, 1)).build())).isEmpty();
  }

  @Test
  void tcpUserTimeout_isSilent() {
    assertThat(inspect(idle().keepAlive(new KeepAlive(false, 0, 0, 0, 1, 0)).build())).isEmpty();
  }

  @Test
  void optionsNotRead_isSilent() {
    assertThat(inspect(sample().idleFor(WINDOW).build())).isEmpty();
  }

  @Test
  void closingConnection_isSilent() {
    assertThat(inspect(idle().closedFor(1).build())).isEmpty();
  }

  @Test
  void loopback_isSilentUnlessAskedFor() {
    SocketSample onLoopback = idle().from(LOOPBACK, LOOPBACK).build();
    Thresholds withLoopback = THRESHOLDS.with(Threshold.KEEPALIVE_LOOPBACK, 1);

    assertThat(inspect(onLoopback)).isEmpty();
    assertThat(new KeepAliveDisabledDetector().inspect(snapshotOf(onLoopback), withLoopback))
        .hasSize(1);
  }

  @Test
  void connectionToTheOwnAddress_isAsLoopback() {
    assertThat(inspect(idle().from(OWN, OWN).build())).isEmpty();
    assertThat(inspect(idle().from(OWN, PEER).build())).hasSize(1);
  }

  @Test
  void heartbeat_resolves() {
    assertThat(inspect(idle().build())).hasSize(1);
    assertThat(inspect(idle().idleFor(0).build())).isEmpty();
  }

  @Test
  void destinationsAndSites_areFindingsOfTheirOwn() {
    List<Finding> findings =
        inspect(
            idle().build(),
            idle().to("192.0.2.8:5432").build(),
            idle().openedAt(OTHER_SITE).build());

    assertThat(findings).hasSize(3).extracting(Finding::key).doesNotHaveDuplicates();
  }

  @Test
  void acceptedConnection_isMendedWhereItIsAccepted() {
    Finding finding = single(inspect(accepted().idleFor(WINDOW).keepAlive(OFF).build()));

    assertThat(finding.remedy()).startsWith("call setKeepAlive(true) on what is accepted at ");
  }

  private static SampleBuilder idle() {
    return sample().idleFor(WINDOW).keepAlive(OFF);
  }

  private static List<Finding> inspect(SocketSample... open) {
    return new KeepAliveDisabledDetector().inspect(snapshotOf(open), THRESHOLDS);
  }
}
