package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** When the kernel gives up a connect, as its documentation says (ip-sysctl.rst). */
class SynScheduleTest {
  @Test
  void defaults_are131Seconds() {
    assertThat(schedule(Map.of("net.ipv4.tcp_syn_retries", "6", LINEAR, "4")))
        .isEqualTo(new SynSchedule(10, 131));
  }

  @Test
  void kernelsBefore65_haveNoLinearTimeouts() {
    assertThat(schedule(Map.of("net.ipv4.tcp_syn_retries", "6")))
        .isEqualTo(new SynSchedule(6, 127));
    assertThat(schedule(Map.of("net.ipv4.tcp_syn_retries", "1"))).isEqualTo(new SynSchedule(1, 3));
  }

  @Test
  void longTimeouts_areCut() {
    assertThat(schedule(Map.of("net.ipv4.tcp_syn_retries", "8")))
        .isEqualTo(new SynSchedule(8, 127 + 120 + 120));
    assertThat(schedule(Map.of("net.ipv4.tcp_syn_retries", "3", "net.ipv4.tcp_rto_max_ms", "2000")))
        .isEqualTo(new SynSchedule(3, 1 + 2 + 2 + 2));
  }

  private static final String LINEAR = "net.ipv4.tcp_syn_linear_timeouts";

  private static SynSchedule schedule(Map<String, String> settings) {
    return SynSchedule.of(new HostSettings(settings));
  }
}
