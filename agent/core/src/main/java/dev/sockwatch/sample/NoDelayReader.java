package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.snapshot.SplitMessages;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.Incidents;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.table.WriteRun;
import org.jspecify.annotations.Nullable;

/** Reads TCP_NODELAY back, and what was written where it is off. Used by the sampler alone. */
final class NoDelayReader {
  /** Who sets it does so right after the connect. */
  private static final long SETTLED_NANOS = 1_000_000_000;

  private final KernelSource kernel;
  private final Incidents incidents;
  private final CallStacks stacks;

  NoDelayReader(KernelSource kernel, Incidents incidents, CallStacks stacks) {
    this.kernel = kernel;
    this.incidents = incidents;
    this.stacks = stacks;
  }

  /** Once it is settled: what is set later is seen where it matters, when an answer is late. */
  void ask(TrackedSocket socket, long now) {
    boolean known = socket.isNoDelayAsked() || socket.isNagleFree();
    if (known || !socket.isConnected() || socket.protocol() == Protocol.UNKNOWN) {
      return;
    }
    if (socket.protocol() != Protocol.TCP
        || kernel.option(socket.fd(), SocketOption.TCP_NODELAY).orElse(1) != 0) {
      socket.nagleFree();
    }
    if (now - socket.openedAtNanos() >= SETTLED_NANOS) {
      socket.noDelayAsked();
    }
  }

  /** Null where TCP_NODELAY is on or was not asked. */
  @Nullable SplitMessages splitMessages(TrackedSocket socket) {
    WriteRun run = socket.isNagleFree() ? null : socket.writeRun();
    if (run == null) {
      return (socket.isNoDelayAsked() && !socket.isNagleFree()) ? SplitMessages.NONE : null;
    }
    SplitMessages split = new SplitMessages(run.smallRuns(), run.writer(stacks));
    if (split.writer() == null) {
      incidents.wantWriters(1);
    }
    return split;
  }
}
