package dev.sockwatch.detect;

import java.util.Locale;

/**
 * A number from which on something is a finding. Each is a setting of the same name: {@code
 * CLOSE_WAIT_AFTER} is {@code sockwatch.close.wait.after}.
 */
public enum Threshold {
  CLOSE_WAIT_AFTER(Unit.SECONDS, 30, "`close-wait`: how long in that state"),
  CLOSE_PENDING_AFTER(Unit.SECONDS, 30, "`close-pending`: how long closed and still held"),
  NEVER_CONNECTED_AFTER(Unit.SECONDS, 30, "`never-connected`: how long since it was created"),
  GROWING_WINDOW(
      Unit.SECONDS,
      30,
      "`sockets-growing`: how long idle; the count rises over three such windows"),
  GROWING_SOCKETS(Unit.COUNT, 10, "`sockets-growing`: how many at one call site"),
  GROWING_MANY(
      Unit.COUNT,
      30,
      "`sockets-growing`: how many are a warning though no more come; fewer are advice"),
  GROWING_IDLE(
      Unit.SECONDS, 30, "`sockets-growing`: how long idle, where each was passed over by the next"),
  GROWING_STAMPS(
      Unit.SECONDS,
      10,
      "`sockets-growing`: how late reads and writes may be noted where the kernel keeps no time of"
          + " them; at least two pauses between rounds"),
  DESCRIPTORS_PERCENT(Unit.PERCENT, 80, "`descriptors-low`: how much of RLIMIT_NOFILE is in use"),
  INCIDENTS_WINDOW(
      Unit.SECONDS,
      60,
      "how far back slow connects, resets, held writes and closed connections are counted"),
  INCIDENTS_COUNT(
      Unit.COUNT, 3, "`connect-slow`, `reset-by-peer`, `reset-by-us`: how many in that window"),
  NAGLE_STALLS(Unit.COUNT, 5, "`nagle-stall`: how many held messages in that window"),
  PER_REQUEST_CONNECTIONS(
      Unit.COUNT,
      100,
      "`connection-per-request`: how many connections in that window are a warning; fewer are"
          + " advice"),
  PER_REQUEST_IN_A_ROW(Unit.COUNT, 20, "`connection-per-request`: how many in a row, at any pace"),
  PER_REQUEST_TIMER(
      Unit.SECONDS,
      2,
      "`connection-per-request`: regular pauses this long are a health check's; never scaled"),
  KEEPALIVE_IDLE(
      Unit.SECONDS,
      240,
      "`keepalive-*`: how long idle; also when a firewall on the way forgets a connection"),
  KEEPALIVE_LOOPBACK(Unit.FLAG, 0, "`keepalive-*`: whether loopback connections count, too"),
  PORTS_PERCENT(
      Unit.PERCENT,
      80,
      "`ephemeral-ports-low`: how many of the local ports to one destination are in use"),
  CONNECT_FAILING(
      Unit.SECONDS,
      30,
      "`connect-refused`, `-timed-out`, `-unreachable`: how long without a success");

  /** What the number counts. */
  public enum Unit {
    /** An observation window, given as a duration and scaled by {@code sockwatch.time.scale}. */
    SECONDS,
    /** A number of sockets or events. */
    COUNT,
    /** A share of a limit. */
    PERCENT,
    /** 1 for true, 0 for false. */
    FLAG
  }

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Unit unit;
  private final int defaultNumber;
  private final String meaning;

  Threshold(Unit unit, int defaultNumber, String meaning) {
    this.unit = unit;
    this.defaultNumber = defaultNumber;
    this.meaning = meaning;
  }

  public Unit unit() {
    return unit;
  }

  /** What it means, for the table of settings. */
  public String meaning() {
    return meaning;
  }

  /** The setting without prefix: {@code close.wait.after}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The default as a user would write it: {@code 30s}. */
  public String defaultText() {
    return switch (unit) {
      case SECONDS -> defaultNumber + "s";
      case COUNT, PERCENT -> Integer.toString(defaultNumber);
      case FLAG -> Boolean.toString(defaultNumber == 1);
    };
  }

  /** The default; of a duration in nanoseconds. */
  long defaultValue() {
    return unit == Unit.SECONDS ? defaultNumber * NANOS_PER_SECOND : defaultNumber;
  }
}
