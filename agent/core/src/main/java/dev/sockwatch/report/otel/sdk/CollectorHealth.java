package dev.sockwatch.report.otel.sdk;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the collector at one address is doing: logged once when it is unreachable, then tried less
 * and less.
 *
 * <p>Used by the export thread; only {@link #end} is called by others.
 */
final class CollectorHealth {
  private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;
  private static final long SILENCE_NANOS = 600_000_000_000L;

  private final Logger logger = LoggerFactory.getLogger("sockwatch");
  private final String address;
  private final CountDownLatch ending = new CountDownLatch(1);
  private long pauseNanos;
  private long failedAtNanos;
  private long warnedAtNanos;
  private boolean warned;

  CollectorHealth(String address) {
    this.address = address;
  }

  /** Whether it is worth trying: not at once after a failure. */
  boolean isWorthTrying(long now) {
    return pauseNanos == 0 || now - failedAtNanos >= pauseNanos || isEnding();
  }

  /** The collector took what was sent. */
  void answered() {
    if (pauseNanos != 0 && warned) {
      logger.info("OpenTelemetry export to {} works again", address);
    }
    pauseNanos = 0;
  }

  /** The collector did not take it: the pause before the next try doubles. */
  void failed(String what, String remedy, long now) {
    failedAtNanos = now;
    pauseNanos =
        pauseNanos == 0 ? FIRST_PAUSE_NANOS : Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    if (!warned || now - warnedAtNanos >= SILENCE_NANOS) {
      warned = true;
      warnedAtNanos = now;
      logger.warn(
          "OpenTelemetry export to {} fails ({}): {}; what cannot be sent is dropped and counted,"
              + " the application is not affected",
          address,
          what,
          remedy);
    }
  }

  void failed(IOException failure, long now) {
    failed(failure.toString().replace('\n', ' '), remedy(failure), now);
  }

  void refused(int status, long now) {
    failed("HTTP status " + status, remedy(status), now);
  }

  private static String remedy(IOException failure) {
    if (failure instanceof SSLException) {
      return "check OTEL_EXPORTER_OTLP_CERTIFICATE, and whether the port speaks TLS";
    }
    if (failure instanceof UnknownHostException) {
      return "no such host; correct OTEL_EXPORTER_OTLP_ENDPOINT";
    }
    if (failure instanceof ConnectException) {
      return "start a collector there, or correct or unset OTEL_EXPORTER_OTLP_ENDPOINT";
    }
    if (failure instanceof SocketTimeoutException) {
      return "it does not answer in time; look at the collector, or raise"
          + " OTEL_EXPORTER_OTLP_TIMEOUT";
    }
    return "look at the collector, or correct or unset OTEL_EXPORTER_OTLP_ENDPOINT";
  }

  private static String remedy(int status) {
    return switch (status) {
      case 401, 403 -> "check OTEL_EXPORTER_OTLP_HEADERS";
      case 404, 405, 415 -> "is OTLP over HTTP spoken there? It mostly has port 4318";
      case 429, 502, 503, 504 -> "the collector is overloaded or not ready";
      default -> "look at the collector's log";
    };
  }

  /** The JVM ends: nobody waits any more. */
  void end() {
    ending.countDown();
  }

  private boolean isEnding() {
    return ending.getCount() == 0;
  }

  /** Waits before another try; false when the JVM ends. */
  boolean pause(long nanos) throws InterruptedException {
    return !ending.await(nanos, TimeUnit.NANOSECONDS);
  }
}
