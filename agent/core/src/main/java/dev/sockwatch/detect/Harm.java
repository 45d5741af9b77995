package dev.sockwatch.detect;

/**
 * How bad sockets are that hold descriptors and do nothing: by how many there are and how long they
 * have been so. What decides whether they are a finding stands in the detectors.
 */
final class Harm {
  /** Of {@link Threshold#GROWING_SOCKETS}, by default 100 sockets. */
  private static final int MANY = 10;

  /** Of the thirty seconds after which a state is a finding, 50 minutes. */
  private static final int LONG = 100;

  private Harm() {}

  /** Many and long is an error; a third of that a warning. */
  static Severity severity(Severity otherwise, int count, long ageNanos, Thresholds thresholds) {
    Severity byHarm =
        isGreat(count, ageNanos, thresholds)
            ? Severity.ERROR
            : isGreat(3 * count, 3 * ageNanos, thresholds) ? Severity.WARNING : Severity.ADVICE;
    return byHarm.compareTo(otherwise) > 0 ? byHarm : otherwise;
  }

  /** Whether that many for so long are an error in any case. */
  static boolean isGreat(int count, long ageNanos, Thresholds thresholds) {
    return count >= MANY * thresholds.count(Threshold.GROWING_SOCKETS)
        && ageNanos >= LONG * thresholds.nanos(Threshold.CLOSE_WAIT_AFTER);
  }
}
