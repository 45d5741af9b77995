package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Looks at findings in tests, under the thresholds that users get. */
final class Verdicts {
  /** 30 s for each window, ten sockets, 80 percent: the defaults. */
  static final Thresholds THRESHOLDS =
      new Thresholds(
          30_000_000_000L,
          30_000_000_000L,
          30_000_000_000L,
          30_000_000_000L,
          10,
          80,
          new IncidentLimits(60_000_000_000L, 3, 5, 100, 20, 2_000_000_000L),
          new IdleLimits(240_000_000_000L, 240_000_000_000L, false),
          80,
          30_000_000_000L,
          new HeldLimits(10, 30, 30_000_000_000L, 10_000_000_000L));

  private Verdicts() {}

  /** The defaults, but for what an idle connection needs. */
  static Thresholds withKeepAlive(IdleLimits limits) {
    return new Thresholds(
        THRESHOLDS.closeWaitNanos(),
        THRESHOLDS.closePendingNanos(),
        THRESHOLDS.neverConnectedNanos(),
        THRESHOLDS.idleNanos(),
        THRESHOLDS.growingSockets(),
        THRESHOLDS.descriptorsPercent(),
        THRESHOLDS.incidents(),
        limits,
        THRESHOLDS.portsPercent(),
        THRESHOLDS.connectFailingNanos(),
        THRESHOLDS.held());
  }

  static Finding single(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  /** {@code name=value}, in the order of the report. */
  static List<String> evidence(Finding finding) {
    return finding.evidence().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .toList();
  }
}
