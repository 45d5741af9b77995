package dev.sockwatch.net;

/**
 * What would notice that the peer of an idle connection is gone, read back from the kernel and, for
 * the read timeout, from the JDK.
 *
 * @param on SO_KEEPALIVE
 * @param idleSeconds TCP_KEEPIDLE: how long idle before the first probe; 0 unless {@code on}
 * @param intervalSeconds TCP_KEEPINTVL: between probes; 0 unless {@code on}
 * @param probes TCP_KEEPCNT: how many unanswered ones end the connection; 0 unless {@code on}
 * @param userTimeoutMillis TCP_USER_TIMEOUT: how long sent data may stay unacknowledged; 0 for the
 *     system's default
 * @param readTimeoutMillis SO_TIMEOUT, 0 for none or where there is no such timeout
 */
public record KeepAlive(
    boolean on,
    long idleSeconds,
    long intervalSeconds,
    long probes,
    long userTimeoutMillis,
    long readTimeoutMillis) {
  /** How long a dead peer of an idle connection goes unnoticed, keepalive being on (seconds). */
  public long detectionSeconds() {
    return idleSeconds + intervalSeconds * probes;
  }

  /** Whether the next use notices a dead peer before long: no wait of it is without an end. */
  public boolean boundsNextUse() {
    return userTimeoutMillis > 0 || readTimeoutMillis > 0;
  }
}
