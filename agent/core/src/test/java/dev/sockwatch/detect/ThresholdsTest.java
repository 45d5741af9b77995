package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each threshold has its default until it is set, and the scale changes windows alone. */
class ThresholdsTest {
  @Test
  void defaults_areThoseOfTheEnum() {
    assertThat(Threshold.CLOSE_WAIT_AFTER.key()).isEqualTo("close.wait.after");
    assertThat(Threshold.CLOSE_WAIT_AFTER.defaultText()).isEqualTo("30s");
    assertThat(Threshold.KEEPALIVE_LOOPBACK.defaultText()).isEqualTo("false");
    assertThat(Thresholds.defaults().nanos(Threshold.CLOSE_WAIT_AFTER)).isEqualTo(30_000_000_000L);
    assertThat(Thresholds.defaults().count(Threshold.GROWING_SOCKETS)).isEqualTo(10);
    assertThat(Thresholds.defaults().isOn(Threshold.KEEPALIVE_LOOPBACK)).isFalse();
  }

  @Test
  void oneValue_leavesTheOthers() {
    Thresholds changed = Thresholds.defaults().with(Threshold.PORTS_PERCENT, 50);
    assertThat(changed.percent(Threshold.PORTS_PERCENT)).isEqualTo(50);
    assertThat(changed.percent(Threshold.DESCRIPTORS_PERCENT)).isEqualTo(80);
  }

  @Test
  void scale_changesWindowsAlone() {
    Thresholds scaled = Thresholds.defaults().scaled(0.1);
    assertThat(scaled.nanos(Threshold.KEEPALIVE_IDLE)).isEqualTo(24_000_000_000L);
    assertThat(scaled.unscaledNanos(Threshold.KEEPALIVE_IDLE)).isEqualTo(240_000_000_000L);
    assertThat(scaled.count(Threshold.INCIDENTS_COUNT)).isEqualTo(3);
  }
}
