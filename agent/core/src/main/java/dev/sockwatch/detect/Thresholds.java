package dev.sockwatch.detect;

import java.util.HashMap;
import java.util.Map;

/**
 * The value of each {@link Threshold} in this JVM.
 *
 * @param values those that differ from the default; durations in nanoseconds, not scaled
 * @param timeScale what observation windows are multiplied by: {@code sockwatch.time.scale}
 */
public record Thresholds(Map<Threshold, Long> values, double timeScale) {
  private static final double NANOS_AT_END = 1e9;

  public Thresholds {
    values = Map.copyOf(values);
  }

  /** What users get who set nothing. */
  public static Thresholds defaults() {
    return new Thresholds(Map.of(), 1.0);
  }

  /** The same, but for one value. */
  public Thresholds with(Threshold threshold, long value) {
    Map<Threshold, Long> changed = new HashMap<>(values);
    changed.put(threshold, value);
    return new Thresholds(changed, timeScale);
  }

  /**
   * The same for the last snapshot: a wait that only guards against judging too early has no sense
   * any more. Who closes what has ended does so within a second.
   */
  public Thresholds atEnd() {
    long oneSecond = (long) (NANOS_AT_END / timeScale);
    long closeWait = Math.min(value(Threshold.CLOSE_WAIT_AFTER), oneSecond);
    return with(Threshold.CLOSE_WAIT_AFTER, closeWait).with(Threshold.GROWING_IDLE, 0);
  }

  /** The same values, with observation windows scaled. */
  public Thresholds scaled(double scale) {
    return new Thresholds(values, scale);
  }

  /** An observation window, scaled. */
  public long nanos(Threshold window) {
    return (long) (value(window) * timeScale);
  }

  /** A duration that is compared with what the kernel or a protocol says, so never scaled. */
  public long unscaledNanos(Threshold duration) {
    return value(duration);
  }

  /** A number of sockets or events. */
  public int count(Threshold count) {
    return (int) value(count);
  }

  /** A share of a limit. */
  public int percent(Threshold share) {
    return (int) value(share);
  }

  /** Whether it is switched on. */
  public boolean isOn(Threshold flag) {
    return value(flag) == 1;
  }

  private long value(Threshold threshold) {
    return values.getOrDefault(threshold, threshold.defaultValue());
  }

  /** How long a socket without data counts as idle; also how far apart head counts are taken. */
  public long idleNanos() {
    return nanos(Threshold.GROWING_WINDOW);
  }

  /** How far back events that are over before a round can see them are counted. */
  public long incidentNanos() {
    return nanos(Threshold.INCIDENTS_WINDOW);
  }

  /** From when on an idle connection needs something that keeps it alive. */
  public IdleLimits keepAlive() {
    return new IdleLimits(
        nanos(Threshold.KEEPALIVE_IDLE),
        unscaledNanos(Threshold.KEEPALIVE_IDLE),
        isOn(Threshold.KEEPALIVE_LOOPBACK));
  }
}
