package dev.sockwatch.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** No word of a line of ss is lost or given to another. */
class SsInfoTest {
  private static final String STALLED =
      """
      ESTAB 0 3782144 [::ffff:127.0.0.1]:51106 [::ffff:127.0.0.1]:41987\
       users:(("java",pid=16882,fd=25),("Web Content",pid=7,fd=3)) timer:(persist,1.588ms,4)\
       uid:65534 ino:33590591 sk:dc24 cgroup:/a(b)\
       <-> skmem:(r1,rb131072,t2,tb4194304,f2368,w3847872,o5,bl6,d7) ts sack bbr wscale:10,7\
       rto:208 backoff:3 rtt:4.602/9.181 ato:40 mss:47616 pmtu:65535 rcvmss:536 advmss:65483\
       cwnd:16 ssthresh:14 bytes_sent:176128 bytes_retrans:47616 bytes_acked:128513\
       bbr:(bw:34629807856bps,mrtt:0.005,pacing_gain:2.88672) send 1324391134bps lastsnd:2596\
       pacing_rate 1497102688120bps/8000bps delivery_rate 10581333328bps delivered:7\
       app_limited busy:2852ms rwnd_limited:2852ms(100.0%) retrans:0/1 notsent:3782144\
       minrtt:0.005 rehash:2\
      """;

  @Test
  void connection_isReadWhole() {
    SsInfo info = SsInfo.parse(STALLED);
    assertThat(info.state()).isEqualTo("ESTABLISHED");
    assertThat(info.receiveQueue()).isZero();
    assertThat(info.sendQueue()).isEqualTo(3782144);
    assertThat(info.local()).isEqualTo("[::ffff:127.0.0.1]:51106");
    assertThat(SsInfo.port(info.remote())).isEqualTo(41987);
    assertThat(info.descriptor(16882)).isEqualTo(25);
    assertThat(info.descriptor(7)).isEqualTo(3);
    assertThat(info.descriptor(8)).isNull();
    assertThat(info.inode()).isEqualTo(33590591);
    assertThat(info.words())
        .containsExactly(
            entry("timer.name", "persist"),
            entry("timer.time", "1.588ms"),
            entry("timer.retransmits", "4"),
            entry("uid", "65534"),
            entry("ino", "33590591"),
            entry("sk", "dc24"),
            entry("cgroup", "/a(b)"),
            entry("shutdown", "<->"),
            entry("skmem.r", "1"),
            entry("skmem.rb", "131072"),
            entry("skmem.t", "2"),
            entry("skmem.tb", "4194304"),
            entry("skmem.f", "2368"),
            entry("skmem.w", "3847872"),
            entry("skmem.o", "5"),
            entry("skmem.bl", "6"),
            entry("skmem.d", "7"),
            entry("ts", ""),
            entry("sack", ""),
            entry("congestion", "bbr"),
            entry("wscale", "10,7"),
            entry("rto", "208"),
            entry("backoff", "3"),
            entry("rtt", "4.602/9.181"),
            entry("ato", "40"),
            entry("mss", "47616"),
            entry("pmtu", "65535"),
            entry("rcvmss", "536"),
            entry("advmss", "65483"),
            entry("cwnd", "16"),
            entry("ssthresh", "14"),
            entry("bytes_sent", "176128"),
            entry("bytes_retrans", "47616"),
            entry("bytes_acked", "128513"),
            entry("bbr", "(bw:34629807856bps,mrtt:0.005,pacing_gain:2.88672)"),
            entry("send", "1324391134bps"),
            entry("lastsnd", "2596"),
            entry("pacing_rate", "1497102688120bps/8000bps"),
            entry("delivery_rate", "10581333328bps"),
            entry("delivered", "7"),
            entry("app_limited", ""),
            entry("busy", "2852ms"),
            entry("rwnd_limited", "2852ms(100.0%)"),
            entry("retrans", "0/1"),
            entry("notsent", "3782144"),
            entry("minrtt", "0.005"),
            entry("rehash", "2"));
  }

  @Test
  void listener_hasNoPeer() {
    SsInfo info =
        SsInfo.parse(
            "LISTEN 3 50 *:34495 *:* users:((\"java\",pid=1,fd=34)) ino:9 sk:dc0b cgroup:/"
                + " v6only:0 <-> skmem:(r0,rb131072,t0,tb16384,f0,w0,o0,bl0,d0) cubic cwnd:10");
    assertThat(info.receiveQueue()).isEqualTo(3);
    assertThat(SsInfo.port(info.local())).isEqualTo(34495);
    assertThat(SsInfo.port(info.remote())).isEqualTo(-1);
    assertThat(info.words()).contains(entry("congestion", "cubic"), entry("v6only", "0"));
  }

  @Test
  void timeWait_hasNoUser() {
    SsInfo info = SsInfo.parse("TIME-WAIT 0 0 [::1]:1 [::1]:2 timer:(timewait,56sec,0) ino:0 sk:d");
    assertThat(info.state()).isEqualTo("TIME_WAIT");
    assertThat(info.users()).isEmpty();
    assertThat(info.inode()).isZero();
    assertThat(info.words()).containsEntry("timer.time", "56sec");
  }

  @Test
  void line_ofSomethingElse_isRefused() {
    assertThatThrownBy(() -> SsInfo.parse("Cannot open netlink"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot open netlink");
  }

  @Test
  void times_standForAllThatArePrintedAlike() {
    Map<String, SsTimes> times =
        Map.of(
            "200ms", new SsTimes(200, 200),
            "9sec", new SsTimes(9000, 9000),
            "1.944ms", new SsTimes(1944, 1944),
            "59sec", new SsTimes(59_000, 59_999),
            "1min", new SsTimes(60_000, 60_999),
            "2min4sec", new SsTimes(124_000, 124_999),
            "20min", new SsTimes(1_200_000, 1_259_999),
            "", new SsTimes(0, 0));
    assertThat(times).allSatisfy((text, t) -> assertThat(SsTimes.parse(text)).isEqualTo(t));
  }
}
