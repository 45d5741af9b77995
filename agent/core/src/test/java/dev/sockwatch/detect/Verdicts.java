package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Looks at findings in tests, under the thresholds that users get. */
final class Verdicts {
  /** 30 s for each window, ten sockets, 80 percent: the defaults. */
  static final Thresholds THRESHOLDS = Thresholds.defaults();

  private Verdicts() {}

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
