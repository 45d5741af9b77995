package dev.sockwatch.tests.findings;

import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.util.List;

/**
 * One row of {@link Scenarios}: a finding, and the run of a sample that it must be made of.
 *
 * @param least lowest count
 * @param most highest count
 * @param olderThanJdk the feature version that no longer has it
 * @param twin the run that must not have it
 */
record Scenario(
    String finding,
    String severity,
    int least,
    int most,
    SampleRun run,
    String method,
    int olderThanJdk,
    SampleRun twin) {
  private static final int COLUMNS = 8;

  static Scenario parse(String row) {
    List<String> columns = List.of(row.strip().split(" +", -1));
    if (columns.size() != COLUMNS) {
      throw new IllegalArgumentException(columns.size() + " columns: " + row);
    }
    String[] counts = columns.get(2).split("\\.\\.", -1);
    SampleRun run = SampleRun.parse(columns.get(3) + "/" + columns.get(4));
    String twin = columns.get(7);
    return new Scenario(
        columns.get(0),
        columns.get(1),
        Integer.parseInt(counts[0]),
        Integer.parseInt(counts[counts.length - 1]),
        run,
        columns.get(5),
        columns.get(6).equals("all") ? Integer.MAX_VALUE : Integer.parseInt(columns.get(6)),
        SampleRun.parse(twin.contains("/") ? twin : run.sample() + "/" + twin));
  }

  boolean isOf(Jdk jdk) {
    return jdk.feature() < olderThanJdk;
  }

  boolean isAdvice() {
    return severity.equals("advice");
  }

  /** What is advised to a program without a bug may have passed when it ends. */
  boolean mayBeOver() {
    return isAdvice() && run.variant().equals("healthy");
  }

  boolean isMetBy(Found found) {
    return found.id().equals(finding)
        && found.severity().equals(severity)
        && found.method().equals(method)
        && (mayBeOver() || found.state().equals("open"))
        && found.count() >= least
        && found.count() <= most;
  }
}
