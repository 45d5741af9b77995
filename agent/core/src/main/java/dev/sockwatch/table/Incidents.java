package dev.sockwatch.table;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Incidents on their way to the sampler. Each costs the application's thread a microsecond or two,
 * so of each kind a round takes a sample: the rest is counted.
 */
public final class Incidents {
  /** Of each kind, in one round. */
  public static final int PER_ROUND = 256;

  private final Map<IncidentKind, Ration> rations = new EnumMap<>(IncidentKind.class);
  private final BoundedQueue<Incident> queue;
  private final LongAdder lost = new LongAdder();
  private final AtomicInteger writersLeft = new AtomicInteger();
  private volatile InlineReader inlineReader = InlineReader.NONE;

  Incidents() {
    for (IncidentKind kind : IncidentKind.values()) {
      rations.put(kind, new Ration());
    }
    queue = new BoundedQueue<>(2 * rations.size() * PER_ROUND);
  }

  /** Who asks the kernel from now on. */
  public void readInlineWith(InlineReader reader) {
    this.inlineReader = reader;
  }

  /** Takes the oldest, or null. */
  public @Nullable Incident poll() {
    return queue.poll();
  }

  /** How many of a kind there were since the last call, taken or not. */
  public long takeSeen(IncidentKind kind) {
    Ration ration = rations.get(kind);
    return ration == null ? 0 : ration.seen.sumThenReset();
  }

  /** One was taken and found no room in the tally. */
  public void lose() {
    lost.increment();
  }

  /** How many were taken and found no room. */
  long lost() {
    return lost.sum();
  }

  /** Asks for the stacks of so many writes after the first one of a message. */
  public void wantWriters(int stacks) {
    writersLeft.set(stacks);
  }

  /** Whether a stack is wanted, and counted as taken. */
  boolean takeWriter() {
    return writersLeft.get() > 0 && writersLeft.getAndDecrement() > 0;
  }

  void beginRound() {
    rations.values().forEach(r -> r.left.set(PER_ROUND));
  }

  /**
   * Asks the kernel and passes on what happened, as far as this round can afford it.
   *
   * @return what the kernel said, or null
   */
  @Nullable KernelReading add(
      IncidentKind kind,
      TrackedSocket socket,
      long atNanos,
      long elapsedNanos,
      @Nullable SocketFailure failure) {
    Ration ration = rations.get(kind);
    if (ration == null || !ration.allows()) {
      return null;
    }
    KernelReading said = ask(socket, kind);
    // A microsecond, as far as the round affords: whether a reset costs anything depends on it.
    boolean isReset = kind == IncidentKind.READ_RESET || kind == IncidentKind.WRITE_RESET;
    Throwable stack = isReset ? new Throwable() : null;
    if (!queue.offer(new Incident(kind, socket, atNanos, elapsedNanos, failure, said, stack))) {
      lose();
    }
    return said;
  }

  /** What the kernel says now; null where it cannot be asked. */
  @Nullable KernelReading ask(TrackedSocket socket, IncidentKind kind) {
    if (socket.isReleased()) {
      return null;
    }
    boolean withRemote = socket.role() == Role.SERVER && socket.remote() == null;
    KernelReading asked = inlineReader.ask(socket.fd(), kind, socket.local() == null, withRemote);
    // Released meanwhile: the answer may be about whoever has the number now.
    return socket.isReleased() ? null : asked;
  }

  /** How many of one kind this round can still afford, and how many there were. */
  private static final class Ration {
    private final AtomicInteger left = new AtomicInteger(PER_ROUND);
    private final LongAdder seen = new LongAdder();

    boolean allows() {
      seen.increment();
      return left.get() > 0 && left.getAndDecrement() > 0;
    }
  }
}
