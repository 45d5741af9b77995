package dev.sockwatch.snapshot;

import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.stack.CallStack;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Connects from one line to one destination that have failed the same way, without one that
 * succeeded in between.
 *
 * @param outcome what happened to them
 * @param destination where to
 * @param opening the stack of one of them, or null when no hook saw that
 * @param site the blamed line, or the destination where no line can be blamed
 * @param count how many, an estimate where more happened than a round takes
 * @param firstStartedAtNanos when the first of them began, on the clock of {@link Snapshot}
 * @param lastAtNanos when the last of them failed
 * @param longestNanos how long the longest took
 * @param failure the last exception; null where the program closed the socket
 * @param byProgram whether it was the program that gave up last, not the kernel
 * @param synRetransmits how often the kernel had sent a SYN again, at most; empty where not known
 */
public record FailedConnects(
    ConnectOutcome outcome,
    String destination,
    @Nullable CallStack opening,
    String site,
    long count,
    long firstStartedAtNanos,
    long lastAtNanos,
    long longestNanos,
    @Nullable SocketFailure failure,
    boolean byProgram,
    OptionalLong synRetransmits) {
  /** For how long they have failed, the first one's waiting included. */
  public long failingNanos() {
    return lastAtNanos - firstStartedAtNanos;
  }

  /** With one more of the same kind, which is later. */
  public FailedConnects and(FailedConnects later) {
    long mostSyns = Math.max(synRetransmits.orElse(-1), later.synRetransmits.orElse(-1));
    return new FailedConnects(
        outcome,
        destination,
        later.opening,
        site,
        count + later.count,
        Math.min(firstStartedAtNanos, later.firstStartedAtNanos),
        Math.max(lastAtNanos, later.lastAtNanos),
        Math.max(longestNanos, later.longestNanos),
        later.failure,
        later.byProgram,
        mostSyns < 0 ? OptionalLong.empty() : OptionalLong.of(mostSyns));
  }
}
