package dev.sockwatch.detect;

/**
 * From when on sockets that are held and not used again are a finding.
 *
 * @param sockets how many of one line are worth a look
 * @param many from so many on it is a warning, though there come no more
 * @param idleNanos without data for so long is idle
 * @param stampNanos how late a transfer may be stamped, where the kernel keeps no time of it
 */
public record HeldLimits(int sockets, int many, long idleNanos, long stampNanos) {
  /** At the end nothing more can come: what the kernel says then decides. */
  HeldLimits atEnd() {
    return new HeldLimits(sockets, many, 0, stampNanos);
  }
}
