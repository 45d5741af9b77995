package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of sockets have names that say what and in which unit, and the missing are absent. */
class SocketStatsTest {
  private static final String SOCKSTAT =
      """
      sockets: used 214
      TCP: inuse 10 orphan 2 tw 33 alloc 14 mem 198
      UDP: inuse 3 mem 5
      UDPLITE: inuse 0
      RAW: inuse 1
      FRAG: inuse 4 memory 4096
      """;
  private static final String SOCKSTAT6 =
      """
      TCP6: inuse 6
      UDP6: inuse 7
      UDPLITE6: inuse 0
      RAW6: inuse 8
      FRAG6: inuse 9 memory 512
      """;

  private final FakeHost host;
  private final SocketStats stats;

  SocketStatsTest(@TempDir Path folder) {
    this.host = new FakeHost(folder);
    this.stats = new SocketStats(folder);
  }

  @Test
  void numbers_haveReportNames() throws IOException {
    host.net("sockstat", SOCKSTAT).net("sockstat6", SOCKSTAT6);

    assertThat(stats.read())
        .containsExactly(
            Map.entry("socketsUsed", 214L),
            Map.entry("tcpInUse", 10L),
            Map.entry("tcpOrphan", 2L),
            Map.entry("tcpTimeWait", 33L),
            Map.entry("tcpAllocated", 14L),
            Map.entry("tcpMemPages", 198L),
            Map.entry("udpInUse", 3L),
            Map.entry("udpMemPages", 5L),
            Map.entry("udpLiteInUse", 0L),
            Map.entry("rawInUse", 1L),
            Map.entry("fragQueues", 4L),
            Map.entry("fragMemBytes", 4096L),
            Map.entry("tcp6InUse", 6L),
            Map.entry("udp6InUse", 7L),
            Map.entry("udpLite6InUse", 0L),
            Map.entry("raw6InUse", 8L),
            Map.entry("frag6Queues", 9L),
            Map.entry("frag6MemBytes", 512L));
  }

  @Test
  void withoutIpv6_itsNumbersAreAbsent() throws IOException {
    host.net("sockstat", SOCKSTAT);

    assertThat(stats.read()).containsEntry("tcpInUse", 10L).doesNotContainKey("tcp6InUse");
  }

  @Test
  void unknownAndMalformed_areAbsent() throws IOException {
    host.net("sockstat", "TCP: inuse x orphan 2 pressure 1 tw\nSMC: inuse 1\nnothing\n\n");

    assertThat(stats.read()).containsExactly(Map.entry("tcpOrphan", 2L));
  }

  @Test
  void noProc_isEmpty() {
    assertThat(stats.read()).isEmpty();
  }
}
