package dev.sockwatch.kernel;

import dev.sockwatch.table.Endpoint;
import dev.sockwatch.table.Incident;
import dev.sockwatch.table.Role;
import dev.sockwatch.table.Testimony;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.table.Witness;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Asks by descriptor on the application's thread, with one of a few readers that are shared by all
 * threads: who finds none free does without.
 */
final class KernelWitness implements Witness {
  private final List<DescriptorReader> readers;
  private final AtomicIntegerArray taken;

  /** A witness that has asked before, so that nothing is loaded or linked on another's thread. */
  KernelWitness(List<DescriptorReader> readers) {
    this.readers = readers;
    this.taken = new AtomicIntegerArray(readers.size());
    for (Incident.Kind kind : Incident.Kind.values()) {
      Testimony unused = ask(readers.get(0), -1, kind, true, true);
    }
    Endpoint warm = Endpoint.of(new InetSocketAddress(0));
    Testimony unused = new Testimony(new byte[0], 0, 0, 0, warm, warm);
  }

  @Override
  public @Nullable Testimony ask(TrackedSocket socket, Incident.Kind kind) {
    for (int i = 0; i < readers.size(); i++) {
      if (taken.compareAndSet(i, 0, 1)) {
        try {
          boolean addressless = socket.local() == null;
          boolean peerless = socket.role() == Role.SERVER && socket.remote() == null;
          return ask(readers.get(i), socket.fd(), kind, addressless, peerless);
        } finally {
          taken.set(i, 0);
        }
      }
    }
    return null;
  }

  private static @Nullable Testimony ask(
      DescriptorReader reader, int fd, Incident.Kind kind, boolean withLocal, boolean withRemote) {
    byte[] tcpInfo = reader.tcpInfoBytes(fd);
    if (tcpInfo == null) {
      return null;
    }
    boolean closes = kind == Incident.Kind.CLOSED;
    boolean late = kind == Incident.Kind.ANSWERED_LATE;
    return new Testimony(
        tcpInfo,
        late ? option(reader, fd, SocketOption.TCP_NODELAY) : Testimony.UNASKED,
        closes
            ? (int) Math.min(Integer.MAX_VALUE, reader.unreadBytes(fd, 0).orElse(Testimony.UNASKED))
            : Testimony.UNASKED,
        closes ? option(reader, fd, SocketOption.SO_LINGER) : Testimony.UNASKED,
        withLocal ? reader.local(fd, 0) : null,
        withRemote ? reader.remote(fd, 0) : null);
  }

  private static int option(DescriptorReader reader, int fd, SocketOption option) {
    return reader.option(fd, option).orElse(Testimony.UNASKED);
  }
}
