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

/**
 * Reads TCP_NODELAY back, and what was written where it is off. Used by the sampler alone.
 */
final class NoDelayReader {
  private final KernelSource kernel;
  private final Incidents incidents;
  private final CallStacks stacks;

  NoDelayReader(KernelSource kernel, Incidents incidents, CallStacks stacks) {
    this.kernel = kernel;
    this.incidents = incidents;
    this.stacks = stacks;
  }

  /** Once: what is set later is seen where it matters, when an answer is late. */
  void ask(TrackedSocket socket) {
    if (!socket.isConnected()
        || socket.isNoDelayAsked()
        || socket.protocol() == Protocol.UNKNOWN) {
      return;
    }
    if (socket.protocol() != Protocol.TCP
        || kernel.option(socket.fd(), SocketOption.TCP_NODELAY).orElse(1) != 0) {
      socket.nagleFree();
    }
    socket.noDelayAsked();
  }

  /** Null where TCP_NODELAY is on or was not asked. */
  @Nullable SplitMessages splitMessages(TrackedSocket socket) {
    if (socket.isNagleFree() || !socket.isNoDelayAsked()) {
      return null;
    }
    WriteRun run = socket.writeRun();
    if (run == null) {
      return SplitMessages.NONE;
    }
    SplitMessages split = new SplitMessages(run.smallRuns(), run.writer(stacks));
    if (split.writer() == null) {
      incidents.wantWriters(1);
    }
    return split;
  }
}
